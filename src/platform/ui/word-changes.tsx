import type { WordRun } from '#platform/word-changes.ts';

/** A text with what was taken out of it and what was put in; line breaks kept. */
export const WordChanges = ({ runs }: { runs: readonly WordRun[] }) => (
  <div class="long-text">
    {runs.map(({ kind, words }) => (kind === 'same' ? words : kind === 'added' ? <ins class="word-added">{words}</ins> : <del class="word-removed">{words}</del>))}
  </div>
);

/** What the two marks mean. */
export const WordChangesKey = () => <p class="quiet"><del class="word-removed">删去的字</del>　<ins class="word-added">增加的字</ins></p>;
