import type { Child } from 'hono/jsx';
import { Section as Card } from '#platform/ui/detail.tsx';
import type { Actor } from '#platform/identity/actor.ts';
import { standing } from '#platform/lifecycle/lifecycle.ts';
import { fieldNote, type FieldNote } from '#duties/inspections/notes/record.ts';
import { recommendation, type Recommendation } from '#duties/inspections/recommendations/record.ts';
import { paragraphsOf, type Source } from '#duties/inspections/reports/drafting.ts';
import { sectionNames, sections, visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';
import { reportRemark, takings, type ReportRemark } from '#duties/inspections/reports/remarks/record.ts';

/** The text: each paragraph with what it came from, what was said of it, and where one says something. */
export function ReportText({ row, remarks, actor }: { row: VisitReport; remarks: readonly ReportRemark[]; actor: Actor }): Child {
  const open = visitReport.states[row.state as 'draft'].open;
  const written = sectionNames.filter((name) => row[name]);
  const notes = standing(fieldNote.visibleTo, actor, { body_ids: row.body_ids, committee_id: row.committee_id } as FieldNote) !== undefined;
  if (written.length === 0) return null;
  return (
    <Card title="正文">
      {written.map((section) => (
        <div class="report-part">
          <h3>{sections[section]}</h3>
          {paragraphsOf(row, section).map(({ words, sources }, place) => (
            <div class="report-paragraph">
              <p>{words}</p>
              <p class="report-beside">
                {sources.map((one) => <From one={one} follow={notes} />)}
                {remarks.filter((remark) => remark.section === section && remark.paragraph === words).map((remark) => <a href={`/${reportRemark.path}/${remark.id}`}>{remark.author_name}的意见（{reportRemark.states[remark.state as 'open'].label}）</a>)}
                {open && <a href={`/${reportRemark.path}/new?report_id=${row.id}&section=${section}&paragraph=${place + 1}`} aria-label={`对“${sections[section]}”第${place + 1}段提意见`}>提意见</a>}
              </p>
            </div>
          ))}
        </div>
      ))}
    </Card>
  );
}

/** Whoever may not read the notes is told from whose they are. */
function From({ one: { note_id, by, on, rewritten }, follow }: { one: Source; follow: boolean }): Child {
  const words = `${rewritten ? '改写自' : '出自'}${note_id ? `${by} ${on}随手记` : '调研视察记录'}`;
  return note_id && follow ? <a href={`/${fieldNote.path}/${note_id}`}>{words}</a> : <span>{words}</span>;
}

/** 修改意见, those without an answer first. */
export function RemarksOf({ remarks }: { remarks: readonly ReportRemark[] }): Child {
  if (remarks.length === 0) return null;
  const ordered = remarks.toSorted((a, b) => Number(b.state === 'open') - Number(a.state === 'open'));
  return (
    <Card title="修改意见" count={remarks.length}>
      <ul class="links">
        {ordered.map((one) => (
          <li>
            <a href={`/${reportRemark.path}/${one.id}`}>{one.words}</a>　<span class="quiet">{one.author_name}，{one.remarked_on}　{one.state === 'answered' ? `${takings[one.taken as 'taken']}：${one.answer}` : reportRemark.states[one.state as 'open'].label}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What was recommended, with what became of it. */
export function AdvisedOf({ rows, words }: { rows: readonly Recommendation[]; words: (row: Recommendation) => string }): Child {
  if (rows.length === 0) return null;
  return (
    <Card title="由此提出的建议" count={rows.length}>
      <ul class="links">{rows.map((one) => <li><a href={`/${recommendation.path}/${one.id}`}>{one.words}</a>　<span class="quiet">{words(one)}　{recommendation.states[one.state as 'open'].label}</span></li>)}</ul>
    </Card>
  );
}
