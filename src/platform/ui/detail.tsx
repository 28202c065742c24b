import type { Child } from 'hono/jsx';
import type { PropsWithChildren } from 'hono/jsx';
import { Attachments, type AttachmentsProps } from './attachments.tsx';
import { Desk } from './desk.tsx';
import { type Fact, Facts } from './facts.tsx';
import type { Frame } from './frame.ts';
import { type Action, Head } from './head.tsx';
import { Icon } from './icons.tsx';
import { labels } from './labels.ts';
import { Timeline, type TimelineEntry } from './timeline.tsx';

export interface DetailPageProps {
  frame: Frame;
  title: string;
  /** One line under the title: number, committee, day. */
  lead?: Child;
  back: { label: string; href: string };
  /** `<Badge>`, and a `<Light>` where there is a deadline. */
  status?: Child;
  others?: Action[];
  /** `<Steps …>`: what can be done now. */
  steps?: Child;
  facts: Fact[];
  /** The record's own sections between the facts and the attachments: texts, lists of linked records. */
  children?: Child;
  course?: { entries: TimelineEntry[]; now?: string };
  attachments?: Omit<AttachmentsProps, 'frame'>;
  /** `<AppliedLine>`: by which values the record goes. */
  applied?: Child;
  /** 操作记录: who did what when, as the journal has it, newest first. */
  journal?: JournalEntry[];
}

export interface JournalEntry {
  at: string;
  who: string;
  what: string;
  why?: string;
}

/**
 * A record: title, status, what can be done, then 基本信息, its own sections, 附件, 操作记录; the 办理流程 stands
 * beside them on a desk and below the facts on a phone. Everything is on one page, so it prints whole.
 */
export function DetailPage(props: DetailPageProps) {
  const { frame, title, lead, back, status, others, steps, facts, children, course, attachments, applied, journal } = props;
  return (
    <Desk frame={frame} title={title}>
      <Head title={title} lead={lead} back={back} beside={status} others={others} />
      <div class={steps || course ? 'detail' : 'detail detail-plain'}>
        {steps && (
          <Section title={labels.steps} class="detail-steps">
            {steps}
          </Section>
        )}
        <div class="detail-main">
          <Section title={labels.facts}>
            <Facts facts={facts} />
          </Section>
          {children}
          {attachments && (
            <Section title={labels.attachments} count={attachments.files.filter(({ withdrawn }) => !withdrawn).length} id="attachments">
              <Attachments frame={frame} {...attachments} />
            </Section>
          )}
          {applied}
        </div>
        {course && (
          <Section title={labels.course} class="detail-course">
            <Timeline entries={course.entries} now={course.now} />
          </Section>
        )}
        {journal && <JournalSection entries={journal} />}
      </div>
    </Desk>
  );
}

/** A titled card. */
export function Section(props: PropsWithChildren<{ title: string; class?: string; count?: number; id?: string; action?: Child }>) {
  return (
    <section class={props.class ? `card ${props.class}` : 'card'} id={props.id}>
      <div class="card-head">
        <h2>
          {props.title}
          {props.count !== undefined && <span class="card-count">{props.count}</span>}
        </h2>
        {props.action}
      </div>
      <div class="card-body">{props.children}</div>
    </section>
  );
}

/** A section of which at first only the heading stands there. */
export function FoldedSection(props: PropsWithChildren<{ title: string; class?: string; count: number }>) {
  return (
    <section class={props.class ? `card folded ${props.class}` : 'card folded'}>
      <details>
        <summary class="card-head">
          <h2>
            {props.title}
            <span class="card-count">{props.count}</span>
          </h2>
          <Icon name="down" class="turn" />
        </summary>
        <div class="card-body">{props.children}</div>
      </details>
    </section>
  );
}

const JournalSection = ({ entries }: { entries: JournalEntry[] }) => (
  <FoldedSection title={labels.journal} class="detail-journal" count={entries.length}>
    <ol class="journal">
      {entries.map((entry) => (
        <li>
          <time>{entry.at}</time>
          <span class="journal-who">{entry.who}</span>
          <span class="journal-what">{entry.what}</span>
          {entry.why && <span class="journal-why">{entry.why}</span>}
        </li>
      ))}
    </ol>
  </FoldedSection>
);
