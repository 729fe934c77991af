// A mail server for tests, with STARTTLS, on a port of 127.0.0.1. Writes "listening N" to standard output, and a line of JSON for each mail that
// it took, parsed. Ends when its input does.
//   SMTP_PORT          0 (any) unless set
//   SMTP_KEY, SMTP_CERTIFICATE   files in PEM; without them it does not offer STARTTLS
//   SMTP_USER, SMTP_PASSWORD     what it wants to be told before it takes a mail; without them nothing
// A recipient that begins with "refused" is refused for good (550), one that begins with "later" for now (450).
import { readFileSync } from "node:fs";
import { SMTPServer } from "smtp-server";
import { simpleParser } from "mailparser";

const { SMTP_PORT, SMTP_KEY, SMTP_CERTIFICATE, SMTP_USER, SMTP_PASSWORD } = process.env;

function refusal(code, message) {
  return Object.assign(new Error(message), { responseCode: code });
}

async function take(stream, session, done) {
  const mail = await simpleParser(stream);
  const headers = Object.fromEntries(mail.headerLines.map(({ key, line }) => [key, line]));
  process.stdout.write(
    JSON.stringify({
      isSecure: session.secure,
      user: session.user ?? null,
      from: session.envelope.mailFrom.address,
      to: session.envelope.rcptTo.map((recipient) => recipient.address),
      headers,
      shownTo: mail.to.value,
      subject: mail.subject,
      messageId: mail.messageId,
      text: mail.text,
      html: mail.html || null,
    }) + "\n",
  );
  done();
}

const server = new SMTPServer({
  key: SMTP_KEY && readFileSync(SMTP_KEY),
  cert: SMTP_CERTIFICATE && readFileSync(SMTP_CERTIFICATE),
  disabledCommands: [...(SMTP_KEY ? [] : ["STARTTLS"]), ...(SMTP_USER ? [] : ["AUTH"])],
  logger: false,
  onAuth: (auth, session, done) =>
    auth.username === SMTP_USER && auth.password === SMTP_PASSWORD ? done(null, { user: auth.username }) : done(refusal(535, "Wrong credentials")),
  onRcptTo(address, session, done) {
    if (address.address.startsWith("refused")) return done(refusal(550, "No such mailbox"));
    if (address.address.startsWith("later")) return done(refusal(450, "The mailbox is busy"));
    done();
  },
  onData: (stream, session, done) => take(stream, session, done).catch(done),
});

server.on("error", (error) => console.error(error.message));
server.listen(Number(SMTP_PORT ?? 0), "127.0.0.1", () => console.log(`listening ${server.server.address().port}`));
process.stdin.on("end", () => process.exit()).on("error", () => process.exit()).resume();
