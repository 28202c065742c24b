import { page, seeOther } from '#platform/http/answers.tsx';
import { sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { opensAccounts } from '#platform/identity/accounts.ts';
import { formAgain, orAgain, secretText } from '#platform/identity/asked.ts';
import { attempts } from '#platform/identity/attempts.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { isMailbox, mailboxSentence } from '#platform/mail/addresses.ts';
import { post } from '#platform/mail/posting.ts';
import { dropMailServer, expectServer, mailServerOf, setMailServer, type MailServer } from '#platform/mail/server.ts';
import { invalid } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { freshForm, type FormState } from '#platform/ui/form.tsx';
import { allAppliedAt } from '#plans/facts.ts';
import { countReaders, lettersByDay, troubledLetters } from '#reports/notices/deliveries.ts';
import { hourKeys } from '#reports/notices/hours.ts';
import { MailPage } from '#reports/notices/pages.tsx';
import { testWords } from '#reports/notices/wording.ts';

const tests = attempts({ kind: 'mail-test', tries: 20, minutes: 60, sentence: '试发的次数太多，请过一会儿再试。' });

/** The office's acts: which server takes the letters, and what became of them. */
export function mountOfficeMail(site: Site): void {
  site.add({ method: 'GET', path: '/mail', handle: (visit) => draw(visit, {}) });
  site.add({ method: 'POST', path: '/mail', handle: set, proof: true });
  site.add({ method: 'POST', path: '/mail/test', handle: trySending });
  site.add({ method: 'POST', path: '/mail/removal', handle: drop, proof: true });
}

const fields = ['host', 'port', 'security', 'username', 'sender'];
const formOf = (known: MailServer | undefined): FormState =>
  freshForm(known ? { host: known.host, port: known.port, security: known.security, username: known.username, sender: known.sender } : { port: 465, security: 'tls' });

async function draw(visit: Visit, { form, test = freshForm() }: { form?: FormState; test?: FormState }, status = 200): Promise<Response> {
  opensAccounts(visit.actor);
  const { known, ...shown } = await look(visit, async (reading) => ({
    known: await mailServerOf(reading), readers: await countReaders(reading), days: await lettersByDay(reading), troubled: await troubledLetters(reading), bases: await allAppliedAt(reading, hourKeys, today()),
  }));
  return page(visit, <MailPage frame={frameOf(visit)} form={form ?? formOf(known)} test={test} known={known} {...shown} />, status);
}

const enteredIn = (visit: Visit, body: Sent) => ({
  host: body.text('host') ?? '', port: body.text('port') ?? '', security: body.text('security') ?? '', username: body.text('username') ?? '',
  password: secretText(body, 'password').trim(), sender: body.text('sender') ?? '', origin: publicOrigin(visit.context),
});

const set: Handler = async (visit) => {
  const body = await sent(visit);
  return orAgain(async () => {
    await transact(visit.house, visit.actor, null, (act) => setMailServer(act, enteredIn(visit, body)));
    return seeOther(visit, '/mail', { tone: 'good', sentence: '已保存。请在下面试发一封，收到了再告诉大家。' });
  }, (problem) => draw(visit, { form: formAgain(body, problem, fields) }, problem.status));
};

const trySending: Handler = async (visit) => {
  const body = await sent(visit);
  opensAccounts(visit.actor);
  return orAgain(async () => {
    const to = body.text('to') ?? '';
    if (!isMailbox(to)) throw invalid({ to: mailboxSentence });
    const server = await look(visit, expectServer);
    await tests.count(visit, visit.actor.accountId ?? '');
    const { bodyName } = visit.county;
    const posted = await post(server, { id: crypto.randomUUID(), to, from: bodyName, ...testWords(bodyName) });
    if (posted.outcome === 'sent') return seeOther(visit, '/mail', { tone: 'good', sentence: '服务器收下了。请看看邮箱里到了没有。' });
    return seeOther(visit, '/mail', { tone: 'warning', sentence: posted.problem });
  }, (problem) => draw(visit, { test: formAgain(body, problem, ['to']) }, problem.status));
};

const drop: Handler = async (visit) => {
  await sent(visit);
  await transact(visit.house, visit.actor, null, dropMailServer);
  return seeOther(visit, '/mail', { tone: 'good', sentence: '邮件通知已停用。' });
};
