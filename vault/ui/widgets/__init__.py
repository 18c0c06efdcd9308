"""The parts that pages are built of; none knows a service, each is handed its look and its wording."""
