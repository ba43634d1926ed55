"""The kinds of answer check, one file an idea. `grading.answer` is their face."""
