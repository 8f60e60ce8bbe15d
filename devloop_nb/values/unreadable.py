"""Why a file cannot be read, in words."""


def why_unreadable(error: Exception) -> str:
    """What the reading raised, without numbers and names of codecs."""
    match error:
        case FileNotFoundError():
            return "there is no such file"
        case IsADirectoryError():
            return "it is a folder"
        case PermissionError():
            return "you are not allowed to read it"
        case UnicodeError():
            return "it is no text in UTF-8"
        case OSError(strerror=str(says)):
            return says
    return " ".join(str(error).split())[:200]
