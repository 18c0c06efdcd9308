"""Referral Vault: an encrypted home for referrals, visits and the papers an insurer asks for."""

__version__ = "0.1.0"
