"""What answers a form whose token is not today's: staff see what they sent, all others why not."""

from loans import errors
from loans.admin import interrupted


def failure(request, reason=""):
    return interrupted.after_another_sign_in(request, reason) or errors.csrf_failure(request)
