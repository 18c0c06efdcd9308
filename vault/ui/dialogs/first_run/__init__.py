"""The first run: from nothing to a vault with a person and, where there is one, a referral."""
