"""A first start that fails, because the port is taken or the key cannot be used, makes nothing: the next one begins the installation and prints its link."""

import socket
import subprocess
import sys

from installation import PROGRAM, Installation, skip_without


def start(place, *words):
    """Its exit status and what it said."""
    done = subprocess.run([PROGRAM, "serve", "--data", str(place.data), *words], env=place.environment, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def main():
    engine = sys.argv[1]
    skip_without(engine)
    with Installation(engine) as place, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        status, said = start(place, "--port", port)
        assert status == 5 and f"port {port} could not be used" in said, f"{status} {said}"
        assert not place.data.exists(), list(place.data.iterdir())
        certificate, key = place.folder / "certificate.pem", place.folder / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-days", "1", "-subj", "/CN=localhost", "-passout", "pass:secret", "-keyout",
                        str(key), "-out", str(certificate)], check=True, capture_output=True)
        key.chmod(0o600)
        status, said = start(place, "--port", "0", "--tls-certificate", str(certificate), "--tls-key", str(key))
        assert status == 2 and "has a password" in said, f"{status} {said}"
        assert not place.data.exists(), list(place.data.iterdir())
        place.serve()
        assert place.number("select count(*) from account") == 1
        print(f"{engine}: a first start that failed made nothing")


main()
