"""What is stored of plans and their actions."""
