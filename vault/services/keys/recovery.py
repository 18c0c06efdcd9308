"""The recovery key as a person writes it down: every slip of one symbol and every swap is caught."""

from vault.domain.errors import BugError, ExitCode, UserError

RECOVERY_KEY_SIZE = 16
SYMBOLS = 28

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PRIME = 4093
_CHECK_BITS = 12
_GROUP = 4
_VALUES = {symbol: value for value, symbol in enumerate(_ALPHABET)}
_LOOKALIKES = {"O": "0", "I": "1", "L": "1"}
_UPPER = {ord(low): ord(low) - 32 for low in "abcdefghijklmnopqrstuvwxyz"}


def encode_recovery(key: bytes) -> str:
    """Return the 16-byte key as 7 groups of 4 Crockford base32 symbols with a check."""
    if len(key) != RECOVERY_KEY_SIZE:
        raise BugError("a recovery key has 16 bytes")
    shifted = int.from_bytes(key, "big") << _CHECK_BITS
    number = shifted + -shifted % _PRIME
    text = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(SYMBOLS)))
    return "-".join(text[start : start + _GROUP] for start in range(0, SYMBOLS, _GROUP))


def decode_recovery(text: str) -> bytes:
    """Return the 16-byte key; raises `recovery_key_typo` with the count of symbols, never the symbols."""
    # Only ASCII is raised to upper case: str.upper would turn other letters into symbols.
    folded = (_LOOKALIKES.get(char, char) for char in text.translate(_UPPER))
    values = [_VALUES[char] for char in folded if char in _VALUES]
    number = 0
    for value in values:
        number = number << 5 | value
    check = number & (1 << _CHECK_BITS) - 1
    if len(values) != SYMBOLS or number % _PRIME or check >= _PRIME:
        raise UserError("recovery_key_typo", ExitCode.WRONG_PASSWORD, symbols=len(values), expected=SYMBOLS)
    return (number >> _CHECK_BITS).to_bytes(RECOVERY_KEY_SIZE, "big")
