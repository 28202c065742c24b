import type { Child } from 'hono/jsx';
import { page, seeOther } from '#platform/http/answers.tsx';
import { openedVersion, requestId, sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { all, is, not, type Predicate } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { get, isId, list } from '#platform/records/read.ts';
import { edit, lock } from '#platform/records/write.ts';
import { matching } from '#platform/search/matching.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { textFilter, FilterRow } from '#platform/ui/filters.tsx';
import { Head } from '#platform/ui/head.tsx';
import { heldWords } from '#duties/held.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { similarEntries } from '#duties/opinions/ledger/similar.ts';
import { entriesOf } from '#duties/opinions/links.ts';
import { correctItem } from '#duties/opinions/items/actions.ts';
import { MOST_SOURCES, opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';

/** Which entries an item is made of, chosen by words, with those at hand that speak of the same: for a new item, and for one that stands. */

const path = `/${opinionItem.path}`;
const MOST_FOUND = 30;
const MOST_SIMILAR = 8;

interface Picked {
  item?: OpinionItem;
  /** Those it is made of now, those that the words found, and those that speak of the same. */
  linked: LedgerEntry[];
  found: LedgerEntry[];
  similar: LedgerEntry[];
}

async function picked(reading: Reading, words: string, item?: OpinionItem): Promise<Picked> {
  const linked = item ? ((await entriesOf(reading, [item.id])).get(item.id) ?? []) : [];
  const taken = new Set(linked.map(({ id }) => id));
  const standing: Predicate<LedgerEntry> = not(is<LedgerEntry>('state', 'void'));
  const asked = words ? matching(ledgerEntry, words) : item?.committee_id ? is<LedgerEntry>('committee_id', item.committee_id) : undefined;
  const found = await list(reading, ledgerEntry, { where: asked ? all(standing, asked) : standing, order: [{ column: 'received_on', descending: true }], limit: MOST_FOUND });
  const text = linked[0]?.matter ?? (item ? matterOf(item.title) : words);
  const alike = text ? await similarEntries(reading, { matter: text, committee_id: item?.committee_id ?? undefined }, MOST_SIMILAR) : [];
  const similar = alike.map(({ entry }) => entry).filter(({ id }) => !taken.has(id));
  const shown = new Set([...taken, ...similar.map(({ id }) => id)]);
  return { item, linked, similar, found: found.filter(({ id }) => !shown.has(id)) };
}

/** What a title is about, without the words that every title has. */
const matterOf = (title: string): string => title.replace(/^关于|的?(?:建议|反映|情况)$|应引起重视$|亟待.*$/gu, '');

async function show(visit: Visit): Promise<Response> {
  const id = visit.param('id');
  const words = visit.query.get('q') ?? '';
  return look(visit, async (reading) => {
    const item = id ? await get(reading, opinionItem, id) : undefined;
    if (item) expectEditable(visit, item);
    const all = await picked(reading, words, item);
    const back = item ? { label: item.title, href: `${path}/${item.id}` } : { label: opinionItem.title, href: path };
    return page(visit, (
      <Desk frame={frameOf(visit)} title="挑选来源民情">
        <Head title="挑选来源民情" lead={`一事一报：说同一件事的勾在一起，最多${MOST_SOURCES}条。`} back={back} />
        <FilterRow filters={[textFilter('q', '关键词', { placeholder: '事项、地点、类别' })]} here={frameOf(visit).here} />
        <Choosing visit={visit} all={all} words={words} />
      </Desk>
    ));
  });
}

function expectEditable(visit: Visit, item: OpinionItem): void {
  const refusal = mayEdit(opinionItem, visit.actor, item);
  if (refusal) throw new Problem(refusal.kind === 'not_yours' ? 403 : 409, refusal.kind, refusal.sentence);
}

/** What was ticked is corrected on an item that stands; for a new one the ticks go into the address of its form, and nothing is written yet. */
function Choosing({ visit, all: { item, linked, found, similar }, words }: { visit: Visit; all: Picked; words: string }): Child {
  if (linked.length + found.length + similar.length === 0) return <Empty title={words ? `没有找到含有“${words}”的民情` : '还没有可以挑选的民情'} sentence="换一个词再找，或者先到民情台账登记。" />;
  const inside = (
    <>
      {linked.length > 0 && <Ticks title="现在的来源" entries={linked} ticked />}
      {similar.length > 0 && <Ticks title="说的可能是同一件事" entries={similar} />}
      {found.length > 0 && <Ticks title={words ? `含有“${words}”的` : '最近登记的'} entries={found} />}
      <div class="form-actions"><button type="submit" class="btn btn-primary">{item ? '保存来源' : '用勾选的编写信息'}</button></div>
    </>
  );
  if (!item) return <form method="get" action={`${path}/new`}>{inside}</form>;
  return (
    <form method="post" action={`${path}/${item.id}/sources`}>
      <CsrfInput csrf={visit.csrf} />
      <input type="hidden" name="version" value={item.version} />
      {inside}
    </form>
  );
}

const Ticks = ({ title, entries, ticked }: { title: string; entries: readonly LedgerEntry[]; ticked?: boolean }) => (
  <Section title={title} count={entries.length}>
    <div class="ticks ticks-lines">
      {entries.map((entry) => (
        <label class="form-check">
          <input class="form-check-input" type="checkbox" name="entry" value={entry.id} checked={ticked} />
          <span class="form-check-label">{ledgerEntry.nameOf(entry)} <span class="quiet">{[entry.place, heldWords({ held_on: entry.received_on, precision: entry.precision })].filter(Boolean).join('，')}</span></span>
        </label>
      ))}
    </div>
  </Section>
);

async function save(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const entries = [...new Set((body.form?.getAll('entry') ?? []).map(String))].filter(isId);
  if (entries.length > MOST_SOURCES) throw new Problem(422, 'too_many', `一条信息最多由${MOST_SOURCES}条台账编成，您选了${entries.length}条。一事一报，请少选几条。`);
  const row = await transact(visit.house, visit.actor, requestId(visit, body), async (act) => {
    const before = await lock(act, opinionItem, visit.param('id'));
    expectEditable(visit, before);
    return edit(act, opinionItem, before.id, openedVersion(body), await correctItem(act, before, { entries }));
  });
  return seeOther(visit, `${path}/${row.id}`, { tone: 'good', sentence: `已保存来源，现在有${row.sources}条。` });
}

export function mountPicking(site: Site): void {
  site.add({ method: 'GET', path: `${path}/sources`, handle: show, readsOnly: true });
  site.add({ method: 'GET', path: `${path}/:id/sources`, handle: show, readsOnly: true });
  site.add({ method: 'POST', path: `${path}/:id/sources`, handle: save });
}
