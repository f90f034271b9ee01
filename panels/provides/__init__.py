"""What panels answer to questions from below (core/questions.py): a file for each part. Named in settings.PROVIDERS."""
