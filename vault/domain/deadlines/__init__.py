"""What has to happen by when: records, rule packs and today in, due dates with their reasons out."""
