import { unitChoices } from '#institutions/facts.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { json, page } from '#platform/http/answers.tsx';
import { FigureRemark } from '#platform/http/figure-remark.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { all, always, is, type Predicate } from '#platform/predicate.ts';
import { readingAt } from '#platform/records/moment.ts';
import { choiceFilter } from '#platform/ui/filters.tsx';
import { ListPage } from '#platform/ui/list.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';
import type { Column } from '#platform/ui/table.tsx';
import { listDrawn, type Drawn, type FromProposal } from '#duties/proposals/drawn.ts';
import { openedBy, pageAsked } from '#duties/opened.ts';
import { proposal } from '#duties/proposals/record.ts';
import { ofSitting, readSitting, within } from '#duties/proposals/statistics/span.ts';

/** The list behind numbers that follow from proposals: one line for each suggestion, signature, unit. */
export interface DrawnList<Row extends FromProposal> {
  drawn: Drawn<Row>;
  /** Those that open it; opened by none, the list has every line. */
  figures: readonly Figure<Row>[];
  title: string;
  columns(names: { units: ReadonlyMap<string, string> }): Column<Row>[];
  /** The one column by which the list is narrowed. */
  narrowed: { column: keyof Row & string; label: string; options: Readonly<Record<string, string>> };
  empty: string;
  /** Where a line leads, when not to its proposal. */
  href?(row: Row): string;
}

const PAGE_SIZE = 50;
/** 第12号 关于…… */
export const subjectCell = ({ proposal_no, title }: FromProposal): string => `${proposal_no === null ? '' : `第${proposal_no}号 `}${title}`;

export function mountDrawn<Row extends FromProposal>(site: Site, one: DrawnList<Row>): void {
  const query = ['figure', 'from', 'to', 'committee', 'sitting', 'asof', one.narrowed.column, 'page'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  site.add({ method: 'GET', path: `/${one.drawn.path}`, handle: (visit) => show(visit, one), readsOnly: true, api: { summary: one.title, tag: proposal.title, query } });
}

const lineOf = ({ proposal_id, place }: FromProposal): string => `${proposal_id} ${place}`;
const proposalAddress = ({ proposal_id }: FromProposal): string => `/${proposal.path}/${proposal_id}`;

async function show<Row extends FromProposal>(visit: Visit, one: DrawnList<Row>): Promise<Response> {
  const { title, narrowed } = one;
  const opened = openedBy(visit.query, one.figures);
  const sitting = readSitting(visit.query.get('sitting'));
  const wanted = visit.query.get(narrowed.column);
  const at = pageAsked(visit.query);
  return look(visit, async (plain) => {
    const reading = await readingAt(plain, opened.asOf);
    const { rows, total } = await listDrawn<Row>(reading, one.drawn, {
      among: all(within(opened.scope), sitting ? ofSitting(sitting) : always),
      where: all(visit.query.has('figure') ? (opened.figure.where as Predicate<Row>) : always, wanted ? is<Row>(narrowed.column, wanted) : always), limit: PAGE_SIZE, offset: (at - 1) * PAGE_SIZE,
    });
    if (visit.json) return json(visit, { items: rows, total, total_is: 'exact', page: at, size: PAGE_SIZE });
    const units = new Map((await unitChoices(reading)).map(({ value, label }) => [value, label]));
    const frame = frameOf(visit);
    return page(visit, (
      <ListPage<Row>
        frame={frame} title={title} back={{ label: proposal.title, href: `/${proposal.path}` }}
        filters={[choiceFilter(narrowed.column, narrowed.label, Object.entries(narrowed.options).map(([value, label]) => ({ value, label })))]}
        rows={rows} id={lineOf} href={one.href ?? proposalAddress}
        columns={one.columns({ units })} paging={numberedPages(frame.here, { page: at, size: PAGE_SIZE, total })} empty={{ sentence: one.empty }}
        above={visit.query.get('figure') && <FigureRemark opened={opened} total={total} partly={false} />}
      />
    ));
  });
}
