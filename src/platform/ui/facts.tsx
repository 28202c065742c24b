import type { Child } from 'hono/jsx';
import { labels } from './labels.ts';

export interface Fact {
  label: string;
  value: Child;
  /** Where the value was taken from, when it was not typed here: shown as 来自…. */
  source?: string;
  /** Takes the whole width: long texts. */
  wide?: boolean;
}

/** Label and value pairs. An empty value is drawn as `--`, so that nothing seems forgotten. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <div class={fact.wide ? 'fact fact-wide' : 'fact'}>
          <dt>{fact.label}</dt>
          <dd>
            {blank(fact.value) ? labels.none : fact.value}
            {fact.source && <span class="fact-source">{labels.takenFrom}{fact.source}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function blank(value: Child): boolean {
  return value === undefined || value === null || value === '' || value === false;
}

/** Long text as typed: line breaks kept, a comfortable line length. */
export function LongText({ text }: { text: string }) {
  return <div class="long-text">{text}</div>;
}
