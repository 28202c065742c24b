import { Icon } from '#platform/ui/icons.tsx';
import type { WorkWords } from '#platform/work.ts';
import type { Source } from '#assessment/schemes/sources.ts';
import { vocabulary } from '#assessment/schemes/vocabulary.ts';
import { conditionLabels, subjectWords } from '#assessment/schemes/words.ts';

/** 词表: every word that a text may hold, and every source with the words of its records. */
export const WordList = ({ sources }: { sources: readonly Source[] }) => (
  <section class="scheme-words" aria-label="词表">
    <h2>词表</h2>
    <h3>可以数的记录（来源）</h3>
    {[...Map.groupBy(sources, ({ heading }) => heading)].map(([heading, those]) => (
      <details>
        <summary>{heading}：{those.map(({ word }) => word).join('、')} <Icon name="down" class="turn" /></summary>
        <dl>{those.map((one) => <SourceWords one={one} />)}</dl>
      </details>
    ))}
    <h3>办法里的词</h3>
    {vocabulary.map(({ title, about, words }) => (
      <details>
        <summary>{title} <Icon name="down" class="turn" /></summary>
        {about && <p>{about}</p>}
        <dl>{Object.entries(words).map(([word, meaning]) => <><dt>{word}</dt><dd>{meaning}</dd></>)}</dl>
      </details>
    ))}
  </section>
);

const SourceWords = ({ one: { word, definition, subjects, words } }: { one: Source }) => (
  <>
    <dt>{word}</dt>
    <dd>
      {definition}
      <ul>
        <li>记在谁名下：{subjects.map((subject) => subjectWords[subject]).join('、')}</li>
        {Object.entries(conditionLabels).flatMap(([name, label]) => {
          const known = Object.values(words[name as keyof WorkWords] ?? {});
          return known.length > 0 ? [<li>{label}：{known.join('、')}</li>] : [];
        })}
      </ul>
    </dd>
  </>
);
