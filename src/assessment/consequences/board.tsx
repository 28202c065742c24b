import { sheetsOf } from '#assessment/rounds/facts.ts';
import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import { assessmentSheet, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { all, is, not, oneOf, present } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { propose } from '#assessment/consequences/actions.ts';
import { points } from '#assessment/consequences/papers.ts';
import { consequence, type Consequence } from '#assessment/consequences/record.ts';
import { kinds, proposalsOf, type Kind } from '#assessment/consequences/words.ts';

/** What the results of one assessment lead to: proposals that wait for a person, and what was made of them. */

const BOARD = '/consequences/board';
const MOST_ASSESSMENTS = 50;
const MOST = 2_000;

interface OneProposed {
  sheet: AssessmentSheet;
  kind: Kind;
  grounds: string;
}

interface Board {
  about: Assessment | undefined;
  decided: readonly Assessment[];
  open: readonly OneProposed[];
  made: readonly Consequence[];
}

export const overseesConsequences = (visit: Pick<Visit, 'actor'>): boolean => holds(visit.actor, 'county_office', 'chair', 'auditor', 'maintainer');

async function boardOf(reading: Reading, wanted: string): Promise<Board> {
  const decided = await list<Assessment>(reading, assessment, { where: all(present<Assessment>('decided_on'), not(is<Assessment>('state', 'void'))), order: [{ column: 'to_day', descending: true }], limit: MOST_ASSESSMENTS });
  const about = decided.find(({ id }) => id === wanted) ?? decided.find(({ subject }) => subject === 'committee') ?? decided[0];
  if (!about) return { about, decided, open: [], made: [] };
  const sheets = await sheetsOf(reading, about.id);
  const made = await list<Consequence>(reading, consequence, { where: is<Consequence>('assessment_id', about.id), order: [{ column: 'name' }], limit: MOST });
  const taken = new Set(made.filter(({ state }) => state !== 'withdrawn').map(({ sheet_id, kind, grounds }) => `${sheet_id} ${kind} ${grounds}`));
  const open = sheets.flatMap((sheet) => proposalsOf(sheet).map((one) => ({ ...one, sheet }))).filter(({ sheet, kind, grounds }) => !taken.has(`${sheet.id} ${kind} ${grounds}`));
  return { about, decided, open, made };
}

const show: Handler = (visit) => look(visit, async (reading) => {
  if (!overseesConsequences(visit)) throw new Problem(403, 'not_yours', '结果运用由县政协办公室办理，您不在其中。');
  const board = await boardOf(reading, visit.query.get('assessment') ?? '');
  if (visit.json) return json(visit, { assessment: board.about?.id ?? null, proposed: board.open.map(({ sheet, kind, grounds }) => ({ sheet: sheet.id, name: sheet.name, kind, grounds })), made: board.made.map(({ id, name, kind, state }) => ({ id, name, kind, state })) });
  return page(visit, <BoardPage frame={frameOf(visit)} board={board} mayAct={holds(visit.actor, 'county_office')} />);
});

const BoardPage = ({ frame, board: { about, decided, open, made }, mayAct }: { frame: Frame; board: Board; mayAct: boolean }) => (
  <Desk frame={frame} title="结果运用">
    <Head title="结果运用" lead={about?.title} back={about && { label: assessment.title, href: `/${assessment.path}/${about.id}` }} others={[{ label: '全部文书', href: `/${consequence.path}` }, ...(about && about.subject !== 'member' ? [{ label: '目标考核折算表', href: `/consequences/targets?year=${about.year}` }] : [])]} />
    {!about && <Remark>还没有经主席会议审定的考核。审定以后，这里按考核办法列出可以怎样运用，由办公室逐件确定。</Remark>}
    {about && <Section title="按办法可以运用，还没有确定的" count={open.length}>{open.length === 0 ? <p class="quiet">没有了。</p> : <Proposed frame={frame} about={about} open={open} mayAct={mayAct} />}</Section>}
    {about && made.length > 0 && <Section title="已经登记的" count={made.length}><ul class="links">{made.map((row) => <li><a href={`/${consequence.path}/${row.id}`}>{row.name}：{kinds[row.kind as Kind]}</a>　{consequence.states[row.state as 'drafted'].label}{row.document_no ? `，${row.document_no}` : ''}</li>)}</ul></Section>}
    {decided.length > 1 && <Section title="别的考核"><ul class="links">{decided.filter(({ id }) => id !== about?.id).map(({ id, title }) => <li><a href={`${BOARD}?assessment=${id}`}>{title}</a></li>)}</ul></Section>}
  </Desk>
);

const Proposed = ({ frame, about, open, mayAct }: { frame: Frame; about: Assessment; open: readonly OneProposed[]; mayAct: boolean }) => (
  <form class="form" method="post" action={BOARD}>
    <CsrfInput csrf={frame.csrf} />
    <input type="hidden" name="assessment" value={about.id} />
    <div class="ticks ticks-lines">
      {open.map(({ sheet, kind, grounds }) => (
        <label class="form-check">
          {mayAct && <input class="form-check-input" type="checkbox" name="one" value={`${sheet.id}|${kind}|${grounds}`} />}
          <span class="form-check-label"><strong>{sheet.name}：{kinds[kind]}</strong>　<span class="quiet">{[grounds, sheet.band, sheet.final_total && `${points(sheet.final_total)}分`].filter(Boolean).join('，')}</span></span>
        </label>
      ))}
    </div>
    {mayAct && <div class="form-actions"><button type="submit" class="btn btn-primary">把选中的列为拟运用</button><span class="quiet">不选的不会自动办理</span></div>}
  </form>
);

/** Each that was ticked becomes a record; nothing else does. */
const confirm: Handler = async (visit) => {
  const body = await sent(visit);
  const chosen = (body.form ? body.form.getAll('one') : [body.json?.['one']].flat()).filter((one): one is string => typeof one === 'string').slice(0, MOST);
  if (chosen.length === 0) throw new Problem(422, 'none_chosen', '还没有选。请返回，勾选要运用的，再提交。');
  await transact(visit.house, visit.actor, null, async (act) => {
    for (const one of chosen) {
      const [sheet_id = '', kind = '', grounds = ''] = one.split('|');
      if (!Object.hasOwn(kinds, kind) || !(await find(act, assessmentSheet, sheet_id))) throw new Problem(422, 'not_read', '选中的内容读不懂，请刷新页面后重新选择。');
      await propose(act, { sheet_id, kind, grounds });
    }
  });
  if (visit.json) return json(visit, { proposed: chosen.length }, 201);
  return seeOther(visit, `${BOARD}?${new URLSearchParams({ assessment: body.text('assessment') ?? '' })}`, { tone: 'good', sentence: `已列为拟运用${chosen.length}件，请逐件起草文书。` });
};

export function mountBoard(site: Site): void {
  const tag = consequence.title;
  site.add({ method: 'GET', path: BOARD, handle: show, api: { summary: '按办法可以运用的和已经登记的', tag, answer: { type: 'object', properties: { assessment: { type: ['string', 'null'] }, proposed: { type: 'array', items: { type: 'object' } }, made: { type: 'array', items: { type: 'object' } } } } } });
  site.add({ method: 'POST', path: BOARD, handle: confirm, api: { summary: '列为拟运用', tag, body: { type: 'object', properties: { one: { type: 'array', items: { type: 'string' }, description: '考核表|方式|依据' } } }, answer: { type: 'object', properties: { proposed: { type: 'integer' } } }, status: 201 } });
}

/** The ways from an assessment and a sheet to what follows from them. */
export const waysOn = {
  ofAssessment: async (reading: Reading, row: Assessment) => (row.decided_on && overseesConsequences(reading) ? [{ label: '结果运用', href: `${BOARD}?assessment=${row.id}` }] : []),
  ofSheet: async (reading: Reading, row: AssessmentSheet) =>
    (await list<Consequence>(reading, consequence, { where: all(is<Consequence>('sheet_id', row.id), oneOf<Consequence>('state', ['drafted', 'told', 'issued', 'withdrawn'])), order: [{ column: 'created_at' }], limit: MOST_OF_SHEET }))
      .map((one) => ({ label: kinds[one.kind as Kind], href: `/${consequence.path}/${one.id}`, about: consequence.states[one.state as 'issued'].label })),
};

const MOST_OF_SHEET = 20;
