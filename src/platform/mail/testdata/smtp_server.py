"""A mail server for tests, on a free port of this machine: prints the port, then keeps each message it takes as a file.

  smtp_server.py FOLDER [--user NAME --password WORD] [--tls CERTIFICATE KEY]

What it does is in the address it is written to:
  later@…       451, each time          greylisted@…  451 the first time, then takes it
  nobody@…      550                     unwelcome@…   554 after the message
  busy@…        452 after the message   silent@…      keeps the message and hangs up without a word
It ends when its standard input does.
"""

import argparse
import asyncio
import itertools
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Handler:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.numbers = itertools.count(1)
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        who = address.split("@")[0]
        if who == "later" or (who == "greylisted" and address not in self.seen):
            self.seen.add(address)
            return "451 4.7.1 Try again later"
        if who == "nobody":
            return "550 5.1.1 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        who = envelope.rcpt_tos[0].split("@")[0]
        if who == "unwelcome":
            return "554 5.7.1 Not wanted"
        if who == "busy":
            return "452 4.3.1 No room now"
        name = self.folder / f"{next(self.numbers):04}.json"
        hidden = name.with_suffix(".new")
        content = envelope.original_content.decode("utf-8", "surrogateescape")
        hidden.write_text(json.dumps({
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "content": content,
            "tls": session.ssl is not None, "user": session.auth_data.decode() if session.authenticated else ""}))
        hidden.rename(name)
        if who == "silent":
            server.transport.abort()
        return "250 2.0.0 Taken"


async def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder")
    arguments.add_argument("--user")
    arguments.add_argument("--password")
    arguments.add_argument("--tls", nargs=2)
    given = arguments.parse_args()

    def check(server, session, envelope, mechanism, data):
        right = (isinstance(data, LoginPassword) and data.login.decode() == given.user
                 and data.password.decode() == given.password)
        return AuthResult(success=right, handled=right, auth_data=data.login if right else None)

    options = {"enable_SMTPUTF8": False}
    if given.user:
        options.update(authenticator=check, auth_required=True, auth_require_tls=bool(given.tls))
    if given.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*given.tls)
        options.update(tls_context=context, require_starttls=True)
    handler = Handler(given.folder)
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: SMTP(handler, **options), "127.0.0.1", 0)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
