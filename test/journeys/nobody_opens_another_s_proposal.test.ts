import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { records as declaredRecords, slices } from '#county.ts';
import { newSite } from '#platform/http/site.tsx';
import { reading, transact } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany, take } from '#platform/records/write.ts';
import { mountSearch } from '#platform/search/routes.tsx';
import { indexPending } from '#platform/search/indexing.ts';
import { unit } from '#institutions/units/record.ts';
import { effects } from '#duties/proposals/actions.ts';
import { beginAnswer } from '#duties/proposals/answers/actions.ts';
import { proposalAnswer } from '#duties/proposals/answers/record.ts';
import { noteTalk } from '#duties/proposals/contacts/actions.ts';
import { proposalContact } from '#duties/proposals/contacts/record.ts';
import { enterProposal } from '#duties/proposals/entering.ts';
import { plenary } from '#duties/proposals/plenaries/record.ts';
import { enterPaper } from '#duties/proposals/ratings/actions.ts';
import { proposalRating } from '#duties/proposals/ratings/record.ts';
import { proposal } from '#duties/proposals/record.ts';
import { proposalReview } from '#duties/proposals/review/record.ts';
import { enterUndertaking } from '#duties/proposals/undertakings/actions.ts';
import { undertaking } from '#duties/proposals/undertakings/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { siteOf, type Visitor } from '../visitor.ts';

/** What one may not see is not found, at every address of a proposal and its rooms, as a page and as its JSON twin; and what one may not do changes nothing. */

/** Words that stand only in what is kept from others. */
const secrets = { draft: '还没交出去的想法', answer: '内部拟稿的话', talk: '提案人私下说的', rating: '实话说没有修', promise: '悄悄许下的' } as const;
const records = [proposal, proposalAnswer, proposalContact, proposalRating, proposalReview, undertaking, plenary] as const;

let county: TestCounty;
let ids: Record<'draft' | 'handled' | 'answer' | 'talk' | 'rating' | 'promise' | 'review' | 'plenary' | 'policeUnit', string>;
const visitors = new Map<string, Visitor>();

beforeAll(async () => {
  county = await testCounty(slices);
  const { here, cast } = county;
  const by = (actor: typeof cast.office) => <T>(work: Parameters<typeof transact<T>>[3]) => transact(county.house, actor, null, work);
  const draft = await by(cast.member)((act) => enterProposal(act, { title: `关于${secrets.draft}的提案`, situation: secrets.draft, advice: secrets.draft }, {}));
  const made = await by(cast.office)(async (act) => {
    const [policeUnit] = await createMany(act, unit, [{ name: '县公安局', side: 'government' }]);
    const row = await enterProposal(act, { title: '关于修路的提案', situation: '坏。', advice: '一、修。', member_id: here.member, term: 9, session: 5, time_class: 'session' }, {});
    await take(act, proposal, row.id, 'file', { effect: effects.file });
    await take(act, proposal, row.id, 'assign', { input: { lead_unit_id: here.unit, assisting: '县公安局' }, effect: effects.assign });
    await take(act, proposal, row.id, 'accept', { effect: effects.accept });
    const [review] = await createMany(act, proposalReview, [{ proposal_id: row.id, round: 1, reviewer: '周敏', reviewer_id: null, verdict: 'file', given_on: '2025-01-15' }]);
    const [session] = await createMany(act, plenary, [{ term: 9, session: 6, opens_on: '2030-01-10', closes_on: '2030-01-13', deadline_on: '2030-01-11' }]);
    return { policeUnit: policeUnit!.id, handled: row.id, review: review!.id, plenary: session!.id };
  });
  const rest = await by(cast['unit clerk'])(async (act) => {
    const talk = await noteTalk(act, { proposal_id: made.handled, stage: 'before', way: 'visit', note: secrets.talk }, {});
    const promise = await enterUndertaking(act, { proposal_id: made.handled, unit_id: here.unit, promise: secrets.promise }, {});
    const begun = await beginAnswer(act, { proposal_id: made.handled }, {});
    return { talk: talk.id, promise: promise.id, answer: begun.id };
  });
  const rated = await by(cast.office)(async (act) => {
    const [row] = await createMany(act, proposal, [{ title: '关于旧桥的提案', state: 'accepted', proposer_kind: 'member', proposer_name: '石大山', member_id: here.member, term: 9, session: 4, submitted_on: '2025-01-10', disposition: 'filed', lead_unit_id: here.unit }]);
    await take(act, proposal, row!.id, 'reply', { input: { result: 'PLANNED', reply: '列入计划。' }, effect: effects.reply });
    return (await enterPaper(act, { proposal_id: row!.id, rater: '石大山', rating_work: 'satisfied', rating_result: 'dissatisfied', rating_opinion: secrets.rating }, {})).id;
  });
  await county.act(async ({ db }) => void (await db.updateTable('proposal_answers').set({ body: secrets.answer, plan: secrets.answer }).where('id', '=', rest.answer).execute()));
  ids = { ...made, ...rest, draft: draft.id, rating: rated };
  await indexPending(county.house, county.id);
  const site = newSite();
  for (const slice of slices) slice.mount?.(site);
  mountSearch(site, declaredRecords);
  const visit = siteOf(county, slices, site);
  visitors.set('another member', await visit({ person: county.there.person }));
  visitors.set('a unit that has nothing to do with it', await visit({ role: 'unit_clerk', unit: county.there.unit }));
  visitors.set('the assisting unit', await visit({ role: 'unit_clerk', unit: made.policeUnit }));
  visitors.set('a worker of another committee', await visit({ role: 'worker', committee: county.there.committee }));
  visitors.set('the office', await visit({ role: 'county_office' }));
  visitors.set('the chair', await visit({ role: 'chair' }));
  visitors.set('the handling unit', await visit({ role: 'unit_clerk', unit: here.unit }));
  visitors.set('a leader', await visit({ role: 'leader' }));
}, 240_000);
afterAll(() => county.drop());

/** To whom each is not found. The assisting unit knows what was said with the proposer, and not what the lead unit is still writing. */
const strangers = ['another member', 'a unit that has nothing to do with it', 'a worker of another committee'];
const addresses = (): readonly [string, readonly string[]][] => [
  [`/proposals/${ids.draft}`, [...visitors.keys()]],
  [`/proposals/${ids.draft}/edit`, [...visitors.keys()]],
  [`/proposals/${ids.draft}/review-notice.docx`, [...visitors.keys()]],
  [`/proposals/review/${ids.draft}`, [...visitors.keys()]],
  [`/proposals/${ids.handled}`, strangers],
  [`/proposals/${ids.handled}/edit`, strangers],
  [`/proposals/${ids.handled}/review-notice.docx`, strangers],
  [`/proposal-answers/${ids.answer}`, [...strangers, 'the assisting unit']],
  [`/proposal-answers/${ids.answer}/edit`, [...strangers, 'the assisting unit']],
  [`/proposal-answers/${ids.answer}/letter.docx`, [...strangers, 'the assisting unit']],
  [`/proposal-contacts/${ids.talk}`, strangers],
  [`/proposal-contacts/${ids.talk}/edit`, strangers],
  [`/undertakings/${ids.promise}`, [...strangers, 'the assisting unit']],
  [`/undertakings/${ids.promise}/edit`, [...strangers, 'the assisting unit']],
  [`/ratings/${ids.rating}`, [...strangers, 'the assisting unit', 'the handling unit', 'a leader']],
  ['/ratings/board', [...strangers, 'the assisting unit', 'the handling unit', 'a leader', 'the chair']],
  [`/proposal-reviews/${ids.review}`, [...strangers, 'the assisting unit', 'the handling unit', 'a leader']],
  ...['/proposals/review', `/proposals/review/${ids.handled}`, '/proposals/review/report.docx', '/proposals/review/notices.docx', '/proposals/assigning', '/proposals/assigning/meeting', '/proposals/assigning/papers', '/proposals/assigning/lists.docx', '/proposals/assigning/lists.xlsx', '/proposals/assigning/letters/government.docx', '/proposals/closing']
    .map((path): [string, string[]] => [path, [...strangers, 'the assisting unit', 'the handling unit', 'a leader']]),
];

describe('what one may not see is not found', () => {
  test('as a page and as its JSON twin', { timeout: 120_000 }, async () => {
    for (const [path, whose] of addresses()) {
      for (const name of whose) {
        const who = visitors.get(name)!;
        expect((await who.get(path)).status, `${name} at ${path}`).toBe(404);
        if (!/\.(?:docx|xlsx)$|\/edit$/u.test(path)) expect((await who.json(path)).status, `${name} at /api/v1${path}`).toBe(404);
      }
    }
  });

  test('and its words stand nowhere else: not in lists, sheets, searches, forms that name it, checks of likeness', { timeout: 120_000 }, async () => {
    const wide = [
      ...records.flatMap(({ path }) => [`/${path}`, `/${path}.csv`]), '/proposals/mine', '/proposals/suggestions', '/proposals/handling', '/tasks', '/', '/search?q=想法',
      ...Object.values(secrets).map((words) => `/search?q=${encodeURIComponent(words)}`), ...Object.values(secrets).map((words) => `/proposals?q=${encodeURIComponent(words)}`),
      `/proposal-contacts/new?proposal=${ids.draft}`, `/ratings/new?proposal=${ids.draft}`, `/undertakings/new?proposal=${ids.draft}`, `/opinion-items/new?proposal=${ids.draft}`,
    ];
    const kept: Record<string, readonly (keyof typeof secrets)[]> = {
      'another member': ['draft', 'answer', 'talk', 'rating', 'promise'], 'a unit that has nothing to do with it': ['draft', 'answer', 'talk', 'rating', 'promise'], 'a worker of another committee': ['draft', 'answer', 'talk', 'rating', 'promise'],
      'the assisting unit': ['draft', 'answer', 'rating', 'promise'], 'the handling unit': ['draft'], 'the office': ['draft'], 'the chair': ['draft'], 'a leader': ['draft'],
    };
    for (const [name, from] of Object.entries(kept)) {
      for (const path of wide) {
        const who = visitors.get(name)!;
        const asked = decodeURIComponent(path);
        const texts = [(await who.get(path)).text, JSON.stringify((await who.json(path).catch(() => ({ body: null }))).body)];
        for (const one of from.filter((secret) => !asked.includes(secrets[secret]))) expect(texts.some((text) => text.includes(secrets[one])), `${name} reads “${secrets[one]}” at ${path}`).toBe(false);
      }
    }
    const like = await visitors.get('another member')!.send('/proposals/check', { title: `关于${secrets.draft}的提案`, situation: secrets.draft });
    expect(JSON.stringify(like.body)).not.toContain(ids.draft);
  });
});

/** Acts at addresses of others: a step each, corrections, and acts that name somebody else’s record in their body. */
const acts = (): readonly [string, object, 'POST' | 'PATCH', readonly string[]][] => {
  const units = ['a unit that has nothing to do with it', 'the assisting unit'];
  const everybody = [...visitors.keys()];
  return [
    [`/proposals/${ids.draft}`, { title: '改了' }, 'PATCH', everybody],
    ...['submission', 'cosigning', 'declining', 'withdrawal', 'filing', 'return'].map((noun): [string, object, 'POST', readonly string[]] => [`/proposals/${ids.draft}/${noun}`, { reason: '试', none_forbidden: true }, 'POST', everybody]),
    ['/proposals/review/verdicts?round=1', { id: [ids.draft], act: 'file' }, 'POST', everybody],
    ['/proposals/review/verdicts?round=1', { id: [ids.draft], act: 'refuse', ground: 'empty', remark: '空' }, 'POST', everybody],
    ['/proposals/review/verdicts?round=1', { id: [ids.draft], act: 'classify', category: '交通' }, 'POST', everybody],
    ['/proposals/assigning', { items: [{ id: ids.draft, lead: '县水务局', others: '', mode: '' }] }, 'POST', everybody],
    ...['dispute', 'extend', 'reply', 'countersign'].map((name): [string, object, 'POST', readonly string[]] => [`/proposals/${ids.handled}/${proposal.steps[name as 'reply'].noun}`, { reason: '试', result: 'SOLVED', reply: '办了', extension_to: '2099-01-01', proposed_unit_id: ids.policeUnit }, 'POST', ['a unit that has nothing to do with it', 'another member', 'a worker of another committee', 'a leader']]),
    [`/proposals/${ids.handled}/answers`, { unit_id: county.here.unit }, 'POST', units],
    [`/proposal-answers/${ids.answer}`, { body: '改了' }, 'PATCH', [...strangers, 'the assisting unit', 'a leader', 'the chair']],
    ...['showing', 'signing', 'check', 'sending', 'cancelling', 'agreement', 'recasting'].map((noun): [string, object, 'POST', readonly string[]] => [`/proposal-answers/${ids.answer}/${noun}`, { reason: '试', signer: '谁', result: 'SOLVED' }, 'POST', [...strangers, 'the assisting unit', 'a leader', 'the chair']]),
    ['/proposal-contacts', { proposal_id: ids.handled, unit_id: county.here.unit, stage: 'before', way: 'visit', note: '没有的事' }, 'POST', [...strangers, 'the assisting unit', 'a leader', 'the chair']],
    [`/proposal-contacts/${ids.talk}`, { note: '改了' }, 'PATCH', [...strangers, 'the assisting unit', 'a leader', 'the chair']],
    [`/proposal-contacts/${ids.talk}/removal`, { reason: '试' }, 'POST', [...strangers, 'the assisting unit', 'a leader', 'the chair']],
    [`/proposal-contacts/${ids.talk}/denial`, { reason: '试' }, 'POST', [...strangers, 'the assisting unit', 'the handling unit', 'a leader', 'the chair']],
    ['/undertakings', { proposal_id: ids.handled, unit_id: county.here.unit, promise: '别人的话' }, 'POST', [...strangers, 'the assisting unit', 'a leader', 'the chair']],
    [`/undertakings/${ids.promise}`, { promise: '改了' }, 'PATCH', [...strangers, 'the assisting unit', 'the handling unit', 'a leader', 'the chair']],
    ...['keeping', 'striking', 'postponement'].map((noun): [string, object, 'POST', readonly string[]] => [`/undertakings/${ids.promise}/${noun}`, { reason: '试' }, 'POST', [...strangers, 'the assisting unit', 'the handling unit', 'a leader', 'the chair']]),
    [`/plenaries/${ids.plenary}`, { opens_on: '2030-01-09' }, 'PATCH', everybody.filter((name) => name !== 'the office')],
    ...['call', 'opening', 'closing'].map((noun): [string, object, 'POST', readonly string[]] => [`/plenaries/${ids.plenary}/${noun}`, {}, 'POST', everybody.filter((name) => name !== 'the office')]),
    ['/plenaries', { term: 9, session: 7, opens_on: '2031-01-10', closes_on: '2031-01-13', deadline_on: '2031-01-11' }, 'POST', everybody.filter((name) => name !== 'the office')],
  ];
};

test('what one may not do is refused and changes nothing', { timeout: 120_000 }, async () => {
  const versions = () => reading(county.house, county.cast.program, async (look) => {
    const drafts = await look.db.selectFrom('proposals').select(['id', 'state', 'version', 'title', 'category']).orderBy('id').execute();
    return [drafts, ...(await Promise.all(records.slice(1).map(async (declared) => (await list(look, declared as typeof plenary, { limit: 50, order: [{ column: 'id' }] })).map(({ id, state, version }) => [declared.name, id, state, version]))))];
  });
  const before = await versions();
  for (const [path, body, method, whose] of acts()) {
    for (const name of whose) {
      const { status, body: said } = await visitors.get(name)!.send(path, body, method);
      expect([403, 404, 405, 409, 422], `${name}: ${method} ${path} → ${status}`).toContain(status);
      expect(JSON.stringify(said), `${name}: ${path}`).not.toMatch(new RegExp(Object.values(secrets).join('|'), 'u'));
    }
  }
  expect(await versions()).toEqual(before);
});

test('with a page in between, too, a draft that somebody names is not told', async () => {
  const office = visitors.get('the office')!;
  for (const act of ['refuse', 'merge', 'return', 'classify']) {
    const answer = await office.submit('/proposals/review/verdicts?round=1', { id: ids.draft, act });
    expect(await answer.text(), act).not.toContain(secrets.draft);
  }
});
