import type { Child } from 'hono/jsx';
import type { House } from '#platform/records/act.ts';
import { clausesOf, clauseTitle, type Clause } from '#plans/clauses.ts';
import { declaredParameter, shownValue } from '#plans/parameters.ts';

export interface PlanTextProps {
  clauses: readonly Clause[];
  kind: string;
  /** What is owed under each clause of the program, by its key. */
  owed?: House['obligations'];
  /** Draws what may be done with a piece. */
  beside?: (clause: Clause, place: number) => Child;
}

/** The text of a plan as it reads, each piece with what it answers to, what is owed under it and the values that it sets. */
export const PlanText = ({ clauses, kind, owed, beside }: PlanTextProps) => (
  <div class="plan-text">
    {clauses.map((clause, place) => (
      <div class={`plan-piece plan-${clause.level}`} id={`clause-${place + 1}`}>
        <Words clause={clause} />
        <Answers clause={clause} kind={kind} owed={(owed?.get(clause.key ?? '') ?? []).map(({ label }) => label)} />
        {beside?.(clause, place)}
      </div>
    ))}
  </div>
);

function Words({ clause }: { clause: Clause }) {
  const { level, text } = clause;
  const title = clauseTitle(clause);
  return (
    <>
      {title && (level === 'clause' ? <h4>{title}</h4> : <h3>{title}</h3>)}
      {text && <div class="long-text">{text}</div>}
    </>
  );
}

function Answers({ clause, kind, owed }: { clause: Clause; kind: string; owed: readonly string[] }) {
  const about = clausesOf(kind).find(({ key }) => key === clause.key)?.about;
  const values = valuesShown(clause);
  if (!about && values.length === 0) return null;
  return <p class="quiet plan-answers">{[about && `系统对应：${about}`, owed.length > 0 && `应办：${owed.join('、')}`, ...values].filter(Boolean).join('；')}</p>;
}

/** 上月民情最迟报送日（每月）：25日 */
const valuesShown = ({ parameters }: Clause): string[] =>
  Object.entries(parameters).flatMap(([key, value]) => {
    const declared = declaredParameter(key);
    return declared ? [`${declared.label}：${shownValue(declared, value)}`] : [];
  });
