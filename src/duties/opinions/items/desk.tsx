import { sql } from 'kysely';
import { committeeChoices } from '#institutions/facts.ts';
import { page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { all, any, is, oneOf, type Predicate } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { among, get, isId, list } from '#platform/records/read.ts';
import { edit, take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { Badge } from '#platform/ui/badge.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { TextField } from '#platform/ui/fields.tsx';
import { ChoiceField } from '#platform/ui/fields.tsx';
import { FormPage, freshForm, type FormState } from '#platform/ui/form.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { Views } from '#platform/ui/views.tsx';
import { heldWords } from '#duties/held.ts';
import { effects } from '#duties/opinions/items/actions.ts';
import { editor, inEditing, itemRoutes, opinionItem, signatory, type OpinionItem } from '#duties/opinions/items/record.ts';

/** The editors' desk: what waits for which hand, the direct channel first, then what came first. */

const path = '/opinion-desk';

/** What each state waits for; the order in which a piece goes from hand to hand. */
const queues = { submitted: '待审阅', reviewed: '待采编', edited: '待核稿', checked: '待签发', signed: '待印发' } as const;
type QueueState = keyof typeof queues;

/** Nobody works through more from one list. */
const MOST = 200;

async function show(visit: Visit): Promise<Response> {
  const asked = visit.query.get('state');
  return look(visit, async (reading) => {
    const waiting = await countByState(reading, own(visit));
    const state = asked && asked in queues ? (asked as QueueState) : ((Object.keys(queues) as QueueState[]).find((one) => waiting.get(one)) ?? 'submitted');
    const rows = await list(reading, opinionItem, { where: all(is<OpinionItem>('state', state), own(visit)), order: [{ column: 'submitted_on' }], limit: MOST });
    const places = new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]));
    const saved = (Object.keys(queues) as QueueState[]).map((one) => ({ label: `${queues[one]} ${waiting.get(one) ?? 0}`, href: `${path}?state=${one}` }));
    const frame = frameOf(visit);
    const here = { ...frame.here, query: new URLSearchParams({ state }) };
    const batch = (inEditing as readonly string[]).includes(state) ? { action: `/${opinionItem.path}/merging`, acts: [{ name: 'merge', label: '合编成一条' }] } : undefined;
    return page(visit, (
      <Desk frame={frame} title="信息采编">
        <Head title="信息采编" lead="“直通车”排在最前，其余先到先办。按 ↓ ↑ 选，按回车打开。" back={{ label: opinionItem.title, href: `/${opinionItem.path}` }} others={[{ label: '已印发各期', href: '/opinion-issues' }, { label: '采用通报', href: '/opinion-bulletins' }]} />
        <Views views={{ saved }} here={here} />
        <section class="card list" aria-label={queues[state]}>
          {rows.length === 0 ? <Empty title={`没有${queues[state]}的信息`} sentence="别的一步可能有，请看上面的数字。" /> : (
            <row-keys>
              <Table caption={queues[state]} columns={columnsFor(places)} rows={rows.toSorted(pressing)} id={({ id }) => id} href={({ id }) => `/${opinionItem.path}/${id}`} batch={batch} csrf={frame.csrf} />
            </row-keys>
          )}
        </section>
      </Desk>
    ));
  });
}

const pressing = (a: OpinionItem, b: OpinionItem): number => Number(b.route === 'direct') - Number(a.route === 'direct');

/** What this person's hand is asked for: the office for the county's, a committee's staff for what goes to its township, the signatory of either. */
const own = ({ actor }: Visit): Predicate<OpinionItem> => any(editor.of(actor), signatory.of(actor));

async function countByState(reading: Reading, mine: Predicate<OpinionItem>): Promise<Map<string, number>> {
  const { rows } = await sql<{ state: string; n: number }>`
    select r.state, count(*)::int as n from opinion_items r
    where ${among(reading, opinionItem, all(oneOf<OpinionItem>('state', Object.keys(queues)), mine))} group by r.state`.execute(reading.db);
  return new Map(rows.map(({ state, n }) => [state, n]));
}

const DAY_MS = 86_400_000;
const daysSince = (day: string | null): string => (day ? String(Math.round((Date.parse(today()) - Date.parse(day)) / DAY_MS)) : '');

const columnsFor = (places: ReadonlyMap<string, string>): Column<OpinionItem>[] => [
  { key: 'title', label: '标题', cell: (row) => row.title, onCards: 'title' },
  { key: 'committee', label: '联络委', cell: (row) => places.get(row.committee_id ?? '') ?? '', tight: true },
  { key: 'route', label: '报送去向', cell: (row) => (row.route === 'direct' ? <Badge tone="mark">直通车</Badge> : itemRoutes[row.route as 'county']) },
  { key: 'originals', label: '已并入（条）', cell: (row) => row.originals || '', align: 'end' },
  { key: 'submitted_on', label: '报送时间', cell: (row) => (row.submitted_on ? heldWords({ held_on: row.submitted_on, precision: row.precision }) : ''), tight: true },
  { key: 'days', label: '已等（天）', cell: (row) => daysSince(row.submitted_on), align: 'end' },
];

/** More than this nobody merges at once. */
const MERGED_AT_ONCE = 10;

/** The ticked items go into the address of the page that asks which of them goes on. */
async function toMerging(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const ids = chosenOf(body.form?.getAll('id') ?? []);
  return seeOther(visit, `/${opinionItem.path}/merging?${new URLSearchParams(ids.map((id): [string, string] => ['id', id]))}`);
}

function chosenOf(values: readonly unknown[]): string[] {
  const ids = [...new Set(values.map(String))].filter(isId);
  if (ids.length < 2) throw new Problem(422, 'too_few', '合编要选两条以上。请返回列表，在说同一件事的信息前打勾。');
  if (ids.length > MERGED_AT_ONCE) throw new Problem(422, 'too_many', `一次最多合编${MERGED_AT_ONCE}条，您选了${ids.length}条。请分几次。`);
  return ids;
}

async function askMerging(visit: Visit, form: FormState = freshForm(), given?: string[], status = 200): Promise<Response> {
  const ids = given ?? chosenOf(visit.query.getAll('id'));
  return look(visit, async (reading) => {
    const rows = await list(reading, opinionItem, { where: oneOf<OpinionItem>('id', ids), limit: MERGED_AT_ONCE });
    const shown = Object.keys(form.values).length > 0 ? form : freshForm({ lead: rows[0]?.id, title: rows[0]?.title });
    return page(visit, (
      <FormPage frame={frameOf(visit)} title="合编成一条" lead="选一条为主，其余并入它：各条的原稿、来源民情和反映人都留着，印发时一并署名。" back={{ label: '信息采编', href: path }} action={`/${opinionItem.path}/mergings`} form={shown} submit="合编">
        {ids.map((id) => <input type="hidden" name="id" value={id} />)}
        <ChoiceField form={shown} name="lead" label="以哪一条为主" required options={rows.map(({ id, title }) => ({ value: id, label: title }))} />
        <TextField form={shown} name="title" label="合编后的标题" required maxlength={100} />
      </FormPage>
    ), status);
  });
}

async function merge(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const ids = chosenOf(body.form?.getAll('id') ?? []);
  const [lead, title] = [body.text('lead') ?? '', body.text('title') ?? ''];
  try {
    if (!ids.includes(lead)) throw invalid({ lead: '请选择以哪一条为主。' });
    if (title === '' || [...title].length > 100) throw invalid({ title: '请写合编后的标题，不超过100个字。' });
    await transact(visit.house, visit.actor, requestId(visit, body), async (act) => {
      for (const id of ids.filter((one) => one !== lead)) await take(act, opinionItem, id, 'merge', { input: { merged_into: lead }, effect: effects['merge'] });
      const now = await get(act, opinionItem, lead);
      await edit(act, opinionItem, lead, now.version, { title });
    });
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return askMerging(visit, { values: { lead, title }, problems: Object.keys(error.fields).length > 0 ? error.fields : { '': error.message } }, ids, 422);
    throw error;
  }
  return seeOther(visit, `/${opinionItem.path}/${lead}`, { tone: 'good', sentence: `已把${ids.length}条合编成一条。` });
}

export function mountDesk(site: Site): void {
  site.add({ method: 'GET', path, handle: show, readsOnly: true });
  site.add({ method: 'POST', path: `/${opinionItem.path}/merging`, handle: toMerging });
  site.add({ method: 'GET', path: `/${opinionItem.path}/merging`, handle: (visit) => askMerging(visit), readsOnly: true });
  site.add({ method: 'POST', path: `/${opinionItem.path}/mergings`, handle: merge });
}
