import { linesOf, sheetsOf } from '#assessment/rounds/facts.ts';
import { asKept, shown } from '#assessment/rounds/points.ts';
import { digestOf, reckon, subjectIdOf, subjectsOfSheets, type Scored, type Works } from '#assessment/rounds/reckoning.ts';
import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import { assessmentSheet, type AssessmentLine, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import { readingAt } from '#platform/records/moment.ts';
import { get } from '#platform/records/read.ts';
import { shownMoment } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';

/** A line that today's records would give other points. */
interface Moved {
  sheet: AssessmentSheet;
  line: AssessmentLine;
  now: string;
  sentence: string;
}

/** 今天的记录: what would be different, line by line, and whether the frozen records still give what they gave. Nothing is changed by looking. */
export const todayPage = (works: Works) => (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  const row = await get<Assessment>(reading, assessment, visit.param('id'));
  if (!holds(visit.actor, 'county_office', 'chair', 'auditor')) throw new Problem(403, 'not_yours', '这一页由县政协办公室、主席会议成员和审计监督查看，您不在其中。');
  if (!row.frozen_at) throw new Problem(409, 'wrong_state', '记录还没有截止，考核表上的系统数据在截止时再算一次。');
  const sheets = await sheetsOf(reading, row.id);
  const subjects = subjectsOfSheets(sheets);
  const moved = movedLines(sheets, await linesOf(reading, { assessment: row.id }), await reckon(reading, works, row, subjects));
  const same = digestOf(await reckon(await readingAt(reading, row.frozen_at), works, row, subjects)) === row.digest;
  if (visit.json) return json(visit, { frozen_at: row.frozen_at, same, items: moved.map(({ sheet, line, now }) => ({ sheet: sheet.id, name: sheet.name, address: line.address, reckoned: shown(line.reckoned), now })) });
  return page(visit, (
    <Desk frame={frameOf(visit)} title="用今天的记录再算">
      <Head title="用今天的记录再算" back={{ label: row.title, href: `/${assessment.path}/${row.id}` }} lead={`记录截止于${shownMoment(row.frozen_at)}。${same ? '照截止时的记录重算，与当时一分不差。' : '照截止时的记录重算，与当时不同，请核查操作日志。'}`} />
      {moved.length === 0 ? <Empty title="没有不同。" sentence="截止以后的记录没有改变任何一项的分数。" /> : (
        <Section title="会不同的项目" count={moved.length}>
          <p class="hint">考核表不会自动改变。确实要改的，在考核表里“更正一项”，写明理由。</p>
          <Table<Moved>
            caption="会不同的项目" rows={moved.slice(0, MOST_SHOWN)} href={({ sheet, line }) => `/${assessmentSheet.path}/${sheet.id}/lines/${line.address}`}
            columns={[
              { key: 'name', label: '考核对象', cell: ({ sheet }) => sheet.name, onCards: 'title' },
              { key: 'line', label: '项目', cell: ({ line }) => `${line.address} ${line.name}` },
              { key: 'then', label: '截止时', cell: ({ line }) => shown(line.reckoned), align: 'end' },
              { key: 'now', label: '今天', cell: ({ now }) => now, align: 'end' },
              { key: 'sentence', label: '今天怎样算', cell: ({ sentence }) => sentence },
            ]}
          />
          {moved.length > MOST_SHOWN && <p class="quiet">只列前{MOST_SHOWN}项。</p>}
        </Section>
      )}
    </Desk>
  ));
});

const MOST_SHOWN = 500;

function movedLines(sheets: readonly AssessmentSheet[], lines: readonly AssessmentLine[], scores: readonly Scored[]): Moved[] {
  const bySheet = new Map(sheets.map((sheet) => [sheet.id, sheet]));
  const nowOf = new Map(scores.flatMap(({ id, sheet }) => sheet.sections.flatMap((section) => section.lines.map((line) => [`${id} ${line.address}`, line] as const))));
  return lines.flatMap((line) => {
    const sheet = bySheet.get(line.sheet_id)!;
    const now = nowOf.get(`${subjectIdOf(sheet)} ${line.address}`)!;
    return shown(asKept(now.points)) === shown(line.reckoned) ? [] : [{ sheet, line, now: now.points.toString(), sentence: now.sentence }];
  });
}
