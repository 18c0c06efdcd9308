"""What is true: records, rules, deadlines and plans; pure, without files, clock or threads."""
