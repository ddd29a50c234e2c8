import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { messageOf } from '../../../src-shared/base/drill-error.ts';
import { reached, trusted, worded, type Delivery, type Letter } from './letter.ts';

/** Milliseconds: for the connection and the greeting, and for each answer after that. */
const limits = { connect: 15_000, answer: 30_000 } as const;

/** Sends one mail. Encrypted before anything is said, unless the plan says otherwise; certificates are always checked. */
export async function sendMail(letter: Letter<'mail'>): Promise<Delivery> {
  const { message, values, signal, say } = letter;
  const raw = await compose(letter);
  const { address, port } = reached(message.server, letter.host);
  const connection = new SMTPConnection({
    host: address,
    port,
    secure: message.security === 'tls',
    requireTLS: message.security === 'starttls',
    ignoreTLS: message.security === 'none',
    connectionTimeout: limits.connect,
    greetingTimeout: limits.connect,
    socketTimeout: limits.answer,
    tls: { ...(isIP(address) === 0 ? { servername: address } : {}), ...trusted(message.ca) },
  });
  const state = { bodyBegun: false };
  try {
    const broken = failureOf(connection, signal);
    await Promise.race([
      broken,
      talk((done) => {
        connection.connect(done);
      }),
    ]);
    const { user } = values;
    if (user !== undefined) {
      const credentials = { user, pass: values['password'] ?? '' };
      await Promise.race([
        broken,
        talk((done) => {
          connection.login({ credentials }, done);
        }),
      ]);
    }
    const { from = '', to = '' } = values;
    const envelope = { from: bare(from), to: to.split(',').map(bare) };
    const body = bodyOf(raw, state);
    const answer = await Promise.race([
      broken,
      talk<SMTPConnection.SentMessageInfo>((done) => {
        connection.send(envelope, body, done);
      }),
    ]);
    await say(`${address}:${port} answered: ${answer.response}`);
    const { rejected } = answer;
    if (rejected.length === 0) return { outcome: 'passed', why: `accepted by ${address}:${port}: ${answer.response}` };
    const refused = rejected.join(', ');
    return { outcome: 'failed', why: `accepted by ${address}:${port}, and refused for ${refused}` };
  } catch (thrown) {
    return failed(thrown, `${address}:${port}`, state.bodyBegun);
  } finally {
    connection.close();
  }
}

async function compose({ values, run, step }: Letter<'mail'>): Promise<Buffer> {
  const id = createHash('sha256').update(`${run} ${step}`).digest('hex').slice(0, 32);
  const mail = new MailComposer({
    ...(values['from'] === undefined ? {} : { from: values['from'] }),
    ...(values['to'] === undefined ? {} : { to: values['to'] }),
    subject: worded(values, 'subject'),
    text: worded(values, 'text'),
    // The same for every attempt: a mail system can tell a repeat.
    messageId: `<${id}@drillbook.invalid>`,
    headers: { 'X-Drillbook-Run': run, 'X-Drillbook-Step': step },
  });
  return await mail.compile().build();
}

/** Read only when the server has asked for the body: from then on it may have it, whatever we hear. */
function bodyOf(raw: Buffer, state: { bodyBegun: boolean }): Readable {
  return new Readable({
    read() {
      state.bodyBegun = true;
      this.push(raw);
      this.push(null);
    },
  });
}

function talk<Value>(ask: (done: (error?: Error | null, value?: Value) => void) => void): Promise<Value> {
  return new Promise((resolve, reject) => {
    ask((error, value) => {
      if (error === undefined || error === null) resolve(value as Value);
      else reject(error);
    });
  });
}

/** Rejects when the connection breaks, or when nobody wants it any longer. */
function failureOf(connection: SMTPConnection, signal: AbortSignal): Promise<never> {
  const broken = new Promise<never>((_resolve, reject) => {
    connection.once('error', reject);
    connection.once('end', () => {
      reject(new Error('the server closed the connection'));
    });
    const stopped = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) stopped();
    signal.addEventListener('abort', stopped, { once: true });
  });
  // It is raced, and may lose: then nobody listens any more.
  broken.catch(() => undefined);
  return broken;
}

/** `Drill desk <drill@example.test>` -> `drill@example.test`. */
function bare(address: string): string {
  return /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address.trim();
}

function failed(thrown: unknown, server: string, bodyBegun: boolean): Delivery {
  const { responseCode, code } = thrown as { readonly responseCode?: unknown; readonly code?: unknown };
  const said = `${server}: ${messageOf(thrown)}`;
  // A number is the server's own answer: it has refused.
  if (typeof responseCode === 'number') return { outcome: 'failed', why: `refused by ${said}` };
  if (bodyBegun) return { outcome: 'unknown', why: `whether the mail was accepted was not seen: ${said}` };
  return { outcome: 'failed', why: `nothing was sent: ${code === 'ETLS' ? `no encryption with ${said}` : said}` };
}
