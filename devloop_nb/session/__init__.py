"""What one user is working on: the one API that every frontend calls."""

from devloop_nb.session.session import Session as Session
from devloop_nb.session.session import Told as Told
