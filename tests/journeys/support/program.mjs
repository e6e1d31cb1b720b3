// The real program: started on a free port with a data folder of its own, stopped and cleared away afterwards.
import { spawn, execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const runFile = promisify(execFile);
const secondsToStart = 30;

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export class Program {
  constructor(binary, folder, port) {
    this.binary = binary;
    this.folder = folder;
    this.data = join(folder, 'data');
    this.address = `http://127.0.0.1:${port}`;
    this.port = port;
    this.words = '';
  }

  // `holding` is 'example' (the worked example) or 'nothing' (an empty database).
  static async start(binary, { holding = 'example' } = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'goldenthread-'));
    const program = new Program(binary, folder, await freePort());
    await program.serve(holding === 'example' ? ['--example'] : []);
    return program;
  }

  // Runs the server on its data, at its port.
  async serve(more = []) {
    const options = ['serve', '--data', this.data, '--port', String(this.port), ...more];
    // A set clock is for rehearsals only, and the server says so on every page.
    if (process.env.GOLDENTHREAD_NOW) options.push('--development');
    this.child = spawn(this.binary, options, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (words) => { this.words += words; });
    }
    this.ended = new Promise((resolve) => this.child.on('close', (status) => resolve(status)));
    this.child.on('error', (error) => { this.words += error.message; });
    try {
      await this.answers();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  // Ends the server as a power cut would.
  async kill() {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async answers() {
    const end = Date.now() + secondsToStart * 1000;
    let over = false;
    this.ended.then(() => { over = true; });
    while (Date.now() < end && !over) {
      try {
        if ((await fetch(`${this.address}/healthz`)).ok) return;
      } catch (error) {
        if (error.cause?.code !== 'ECONNREFUSED') throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`The program ${over ? 'ended' : `did not answer within ${secondsToStart} s`}. It said:\n${this.words}`);
  }

  // Runs a command on the same data, beside the server. Returns what it printed; throws when it is refused.
  async command(...words) {
    const options = ['--data', this.data, ...(process.env.GOLDENTHREAD_NOW ? ['--development'] : [])];
    return (await runFile(this.binary, [...words, ...options], { maxBuffer: 64 * 1024 * 1024 })).stdout;
  }

  // The address at which this person chooses a password, made by the administrator at the command line.
  async linkFor(email) {
    const administrator = 'administrator@northmere.example';
    const listed = JSON.parse(await this.command('user', 'list', '--as', administrator, '--json'));
    const person = listed.accounts.find((account) => account.email === email);
    if (!person) throw new Error(`the worked example has no ${email}`);
    const made = await this.command('password', 'reset-link', '--as', administrator, '--account', person.account, '--json');
    return JSON.parse(made).link;
  }

  async stop() {
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
    const status = await this.ended;
    clearTimeout(late);
    await rm(this.folder, { recursive: true, force: true });
    return status;
  }
}
