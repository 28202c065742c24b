import type { Child } from 'hono/jsx';
import { clausesOf, clauseTitle, type Clause } from '#plans/clauses.ts';
import { declaredParameter, shownValue } from '#plans/parameters.ts';

/** The text of a plan as it reads, each piece with what it answers to and the values that it sets. `beside` draws what may be done with one. */
export const PlanText = ({ clauses, kind, beside }: { clauses: readonly Clause[]; kind: string; beside?: (clause: Clause, place: number) => Child }) => (
  <div class="plan-text">
    {clauses.map((clause, place) => (
      <div class={`plan-piece plan-${clause.level}`} id={`clause-${place + 1}`}>
        <Words clause={clause} />
        <Answers clause={clause} kind={kind} />
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

function Answers({ clause, kind }: { clause: Clause; kind: string }) {
  const about = clausesOf(kind).find(({ key }) => key === clause.key)?.about;
  const values = valuesShown(clause);
  if (!about && values.length === 0) return null;
  return <p class="quiet plan-answers">{[about && `系统对应：${about}`, ...values].filter(Boolean).join('；')}</p>;
}

/** 上月民情最迟报送日（每月）：25日 */
const valuesShown = ({ parameters }: Clause): string[] =>
  Object.entries(parameters).flatMap(([key, value]) => {
    const declared = declaredParameter(key);
    return declared ? [`${declared.label}：${shownValue(declared, value)}`] : [];
  });
