"""A first start that fails, because the port is taken, the key cannot be used or an option makes no sense, makes nothing: the next one begins the
installation and prints its link. One that PostgreSQL did not answer does not keep the next from going on without it."""

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
        for words, expected, part in ((["--address", "localhost"], 2, "not an IPv4 or IPv6 address"), (["--address", "192.0.2.1"], 5, "another with --address"),
                                      (["--administrator", "notamail"], 2, "no email address"), (["--workers", "1"], 2, "2 to 256"),
                                      (["--tls-certificate", "/tmp", "--tls-key", "/tmp"], 2, "is a folder")):
            status, said = start(place, "--port", "0", *words)
            assert status == expected and part in said, f"{words}: {status} {said}"
            assert not place.data.exists(), list(place.data.iterdir())
        certificate, key = place.folder / "certificate.pem", place.folder / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-days", "1", "-subj", "/CN=localhost", "-passout", "pass:secret", "-keyout",
                        str(key), "-out", str(certificate)], check=True, capture_output=True)
        key.chmod(0o600)
        status, said = start(place, "--port", "0", "--tls-certificate", str(certificate), "--tls-key", str(key))
        assert status == 2 and "has a password" in said, f"{status} {said}"
        assert not place.data.exists(), list(place.data.iterdir())
        status, said = start(place, "--port", "0", "--postgresql", f"host={place.folder} connect_timeout=2")
        assert status == 5, f"{status} {said}"
        assert not (place.data / "goldenthread.postgresql").exists() and not (place.data / "goldenthread.db").exists()
        place.serve()
        assert place.number("select count(*) from account") == 1
        print(f"{engine}: a first start that failed made nothing")


main()
