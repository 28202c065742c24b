import { unitChoices } from '#institutions/facts.ts';
import { isDay } from '#platform/fields.ts';
import { listDerived, type Scope } from '#platform/figures/count.ts';
import type { Derived, Figure } from '#platform/figures/figure.ts';
import { json, page } from '#platform/http/answers.tsx';
import { FigureRemark } from '#platform/http/figure-remark.tsx';
import { momentIn } from '#platform/http/listing.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { Problem } from '#platform/problems.ts';
import { readingAt } from '#platform/records/moment.ts';
import { isId } from '#platform/records/read.ts';
import { choiceFilter } from '#platform/ui/filters.tsx';
import { ListPage } from '#platform/ui/list.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';
import { suggestionFigures, suggestions, type SuggestionAnswered } from '#duties/proposals/answers/facts.ts';
import { adoptions } from '#duties/proposals/answers/words.ts';
import { proposal } from '#duties/proposals/record.ts';

/** The list behind the adoption rate: one line for each suggestion that was answered. */

const PAGE_SIZE = 50;
/** Nobody turns more pages than this. */
const LAST_PAGE = 400;

async function show(visit: Visit): Promise<Response> {
  const opened = openedBy(visit.query);
  return look(visit, async (plain) => {
    const reading = await readingAt(plain, opened.asOf);
    const all = await listDerived(reading, opened.figure, opened.scope);
    const wanted = visit.query.get('adoption');
    const rows = wanted ? all.filter(({ adoption }) => adoption === wanted) : all;
    const at = pageAsked(visit.query);
    const shown = rows.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE);
    if (visit.json) return json(visit, { items: shown, total: rows.length, total_is: 'exact', page: at, size: PAGE_SIZE });
    const units = new Map((await unitChoices(reading)).map(({ value, label }) => [value, label]));
    const frame = frameOf(visit);
    return page(visit, (
      <ListPage<SuggestionAnswered>
        frame={frame} title="逐条答复的建议" back={{ label: proposal.title, href: `/${proposal.path}` }}
        filters={[choiceFilter('adoption', '采纳情况', Object.entries(adoptions).map(([value, label]) => ({ value, label })))]}
        rows={shown} id={({ proposal_id, place }) => `${proposal_id} ${place}`} href={({ proposal_id }) => `/${proposal.path}/${proposal_id}`}
        columns={[
          { key: 'suggestion', label: '建议', cell: (row) => row.suggestion, onCards: 'title' },
          { key: 'adoption', label: '采纳情况', cell: (row) => adoptions[row.adoption], tight: true },
          { key: 'proposal', label: '提案', cell: (row) => `${row.proposal_no === null ? '' : `第${row.proposal_no}号 `}${row.title}` },
          { key: 'unit', label: '主办单位', cell: (row) => units.get(row.lead_unit_id ?? '') ?? '' },
        ]}
        paging={numberedPages(frame.here, { page: at, size: PAGE_SIZE, total: rows.length })}
        empty={{ sentence: '还没有逐条答复过的建议。' }}
        above={visit.query.get('figure') && <FigureRemark opened={opened} total={all.length} partly={false} />}
      />
    ));
  });
}

/** The figure, period and moment of the address; without a figure all that were answered. */
function openedBy(asked: URLSearchParams) {
  const found = suggestionFigures.find(({ name }) => name === (asked.get('figure') ?? suggestionFigures[0]!.name));
  if (!found) throw new Problem(404, 'no_figure', '没有这个统计数字，请从“数字与判断”页重新打开。');
  const committee = asked.get('committee') || undefined;
  if (committee && !isId(committee)) throw new Problem(400, 'bad_filter', '筛选条件“联络委”的值读不懂，请重新选择。');
  const scope: Scope = { from: dayIn(asked.get('from')), to: dayIn(asked.get('to')), committee };
  return { figure: found as Figure<SuggestionAnswered> & { derived: Derived<SuggestionAnswered> }, scope, asOf: momentIn(asked.get('asof') || undefined) };
}

function dayIn(text: string | null): string | undefined {
  if (!text) return undefined;
  if (!isDay(text)) throw new Problem(400, 'bad_day', '日期要写成实际有的日期，例如 2025-03-02。');
  return text;
}

function pageAsked(asked: URLSearchParams): number {
  const n = Number(asked.get('page') ?? 1);
  return Number.isInteger(n) && n >= 1 ? Math.min(n, LAST_PAGE) : 1;
}

export function mountSuggestions(site: Site): void {
  const query = ['figure', 'from', 'to', 'committee', 'asof', 'adoption', 'page'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  site.add({ method: 'GET', path: `/${suggestions.path}`, handle: show, readsOnly: true, api: { summary: '逐条答复的建议', tag: proposal.title, query } });
}
