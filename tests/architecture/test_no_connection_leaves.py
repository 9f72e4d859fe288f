import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_a_test_that_opens_a_connection_fails() -> None:
    with pytest.warns(UserWarning, match="tried to use socket"), pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)
