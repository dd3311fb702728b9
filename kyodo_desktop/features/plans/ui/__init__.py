"""The pages of plans and their actions."""
