import { Icon } from './icons.tsx';

/** A value that a page applies, and where it comes from. */
export interface Basis {
  key: string;
  label: string;
  /** As a person reads it: 25日. */
  shown: string;
  /** The day from which it holds; null: nothing was set, the usual value holds. */
  since: string | null;
  /** For a value that was set outside of a plan: on what basis. */
  why: string | null;
  plan: { id: string; title: string; clause: string; edition: number } | null;
}

/** 依据《履职方案》第六条（第2版，自2026-01-20起施行）: stands beside every number that a page applies. */
export function Applied({ basis }: { basis: Basis }) {
  return (
    <span class="applied">
      依据{basis.plan ? <a href={`/plans/${basis.plan.id}`}>{sourceWords(basis)}</a> : <a href={`/parameters/${basis.key}`}>{sourceWords(basis)}</a>}
      {basis.since && `（${basis.plan ? `第${basis.plan.edition}版，` : ''}自${basis.since}起施行）`}
    </span>
  );
}

/** What a page applies, in one quiet line that opens: each value with its plan, clause, edition and first day. */
export function AppliedLine({ bases }: { bases: readonly Basis[] }) {
  if (bases.length === 0) return null;
  return (
    <details class="applied-line">
      <summary><span class="applied-said">这里适用的规定：{bases.map(({ label, shown }) => `${label}：${shown}`).join('；')}</span><Icon name="down" class="turn" /></summary>
      <ul>{bases.map((basis) => <li><a href={`/parameters/${basis.key}`}>{basis.label}</a>：{basis.shown}　<Applied basis={basis} /></li>)}</ul>
    </details>
  );
}

/** The source in words, without its dates. */
export function sourceWords({ plan, why, since }: Basis): string {
  if (plan) return `《${plan.title}》${plan.clause}`;
  return since ? (why ?? '县政协办公室的设定') : '系统的通常值（方案没有另行规定）';
}
