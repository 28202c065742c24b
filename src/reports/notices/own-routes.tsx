import { page, seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { formAgain, orAgain } from '#platform/identity/asked.ts';
import { attempts } from '#platform/identity/attempts.ts';
import { program } from '#platform/identity/actor.ts';
import { expectServer, mailServerOf } from '#platform/mail/server.ts';
import { post } from '#platform/mail/posting.ts';
import { Problem } from '#platform/problems.ts';
import { keeping, transact } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { freshForm, type FormState } from '#platform/ui/form.tsx';
import { allAppliedAt } from '#plans/facts.ts';
import { choiceOf, choose, confirm, readerBy, stop } from '#reports/notices/choosing.ts';
import { LeavePage, OwnMailPage } from '#reports/notices/pages.tsx';
import { hourKeys } from '#reports/notices/hours.ts';
import { codeWords } from '#reports/notices/wording.ts';

/** A code is guessed by trying, and a stranger's mailbox is filled by asking: both are counted. */
const guesses = attempts({ kind: 'mail-code', tries: 5, minutes: 30, sentence: '验证码输错的次数太多，请过半小时重新发一次。' });
const codesSent = attempts({ kind: 'mail-code-sent', tries: 5, minutes: 60, sentence: '一小时里已经发过几次验证码，请过一会儿再试。' });
const leaving = attempts({ kind: 'mail-leave', tries: 30, minutes: 10, sentence: '试得太多了，请过十分钟再打开。' });

export function mountOwnMail(site: Site): void {
  site.add({ method: 'GET', path: '/me/mail', handle: (visit) => draw(visit, freshForm()) });
  site.add({ method: 'POST', path: '/me/mail', handle: ask });
  site.add({ method: 'POST', path: '/me/mail/code', handle: tell });
  site.add({ method: 'POST', path: '/me/mail/leaving', handle: leave });
  site.add({ method: 'GET', path: '/mail/leave/:county/:word', open: true, handle: showLeaving });
  site.add({ method: 'POST', path: '/mail/leave/:county/:word', open: true, handle: leaveByLetter });
}

const owner = ({ actor: { personId, accountId } }: Visit): { person: string; account: string } => {
  if (!personId || !accountId) throw new Problem(401, 'log_in_first', '登录已结束。请重新登录后再提交。');
  return { person: personId, account: accountId };
};

async function draw(visit: Visit, form: FormState, status = 200): Promise<Response> {
  const { person } = owner(visit);
  const { choice, on, bases } = await look(visit, async (reading) => ({
    choice: await choiceOf(reading, person), on: (await mailServerOf(reading)) !== undefined, bases: await allAppliedAt(reading, hourKeys, today()),
  }));
  return page(visit, <OwnMailPage frame={frameOf(visit)} form={form} choice={choice} on={on} bases={bases} />, status);
}

const again = (visit: Visit, body: Awaited<ReturnType<typeof sent>>) => (problem: Problem) => draw(visit, formAgain(body, problem, ['address']), problem.status);

/** The code is sent when everything is written, and never in the transaction. */
const ask: Handler = async (visit) => {
  const body = await sent(visit);
  const { person } = owner(visit);
  return orAgain(async () => {
    const server = await look(visit, expectServer);
    const to = body.text('address') ?? '';
    await codesSent.count(visit, person);
    const code = await transact(visit.house, visit.actor, null, (act) => choose(act, person, to));
    const posted = await post(server, { id: crypto.randomUUID(), to, from: visit.county.bodyName, ...codeWords(visit.county.bodyName, code) });
    if (posted.outcome === 'refused' || posted.outcome === 'later') return seeOther(visit, '/me/mail', { tone: 'warning', sentence: `验证码没有发出去：${posted.problem}` });
    return seeOther(visit, '/me/mail', { tone: 'good', sentence: '验证码已发出，请到邮箱里看，填在这里。' });
  }, again(visit, body));
};

const tell: Handler = async (visit) => {
  const body = await sent(visit);
  const { person, account } = owner(visit);
  return orAgain(async () => {
    await guesses.count(visit, person);
    await transact(visit.house, visit.actor, null, (act) => confirm(act, account, person, body.text('code') ?? ''));
    await guesses.forgive(visit, person);
    return seeOther(visit, '/me/mail', { tone: 'good', sentence: '好了。从下一个工作日起，有提醒的日子会收到一封。' });
  }, again(visit, body));
};

const leave: Handler = async (visit) => {
  await sent(visit);
  const { person, account } = owner(visit);
  await transact(visit.house, visit.actor, null, (act) => stop(act, account, person));
  return seeOther(visit, '/me/mail', { tone: 'good', sentence: '不再收了，邮箱地址已删除。' });
};

/** Words are of 192 bits; who tries many is stopped all the same. */
async function readerOf(visit: Visit): Promise<string> {
  const word = visit.param('word');
  const { house, county } = visit;
  await leaving.count(visit, word.slice(0, 64));
  return keeping(house, county.id, (db) => readerBy(db, county.id, word));
}

const showLeaving: Handler = async (visit) => {
  await readerOf(visit);
  return page(visit, <LeavePage frame={frameOf(visit)} action={visit.path} done={false} />);
};

/** Also what a mail program sends by itself when its reader presses its button (RFC 8058): it has no page of ours and needs none. */
const leaveByLetter: Handler = async (visit) => {
  const person = await readerOf(visit);
  await transact(visit.house, program(visit.county.id), null, (act) => stop(act, person, person));
  return page(visit, <LeavePage frame={frameOf(visit)} action={visit.path} done />);
};
