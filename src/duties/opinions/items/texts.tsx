import type { Child } from 'hono/jsx';
import { Section } from '#platform/ui/detail.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { WordChanges, WordChangesKey } from '#platform/ui/word-changes.tsx';
import { wordChanges } from '#platform/word-changes.ts';
import type { OpinionItem } from '#duties/opinions/items/record.ts';
import { currentWording, sentWording, type Wording } from '#duties/opinions/items/wording.ts';

const parts: readonly [keyof Wording, string][] = [['title', '标题'], ['situation', '情况问题'], ['causes', '原因分析'], ['advice', '意见建议']];

/** What the writer sent in beside what the editor made of it, word by word; nothing while nobody edited. */
export function BothTexts({ row }: { row: OpinionItem }): Child {
  const sent = sentWording(row);
  if (!sent || !row.edited_on) return null;
  const now = currentWording(row);
  const changed = parts.filter(([part]) => (sent[part] ?? '') !== (now[part] ?? ''));
  return (
    <Section title="原稿和采编稿" id="texts">
      {changed.length === 0 ? <p>采编没有改动原稿的文字。</p> : (
        <details>
          <summary>改动了{changed.map(([, label]) => label).join('、')}，点开逐字对照；原稿照原样留存。<Icon name="down" class="turn" /></summary>
          <WordChangesKey />
          {changed.map(([part, label]) => (
            <>
              <h3>{label}</h3>
              <WordChanges runs={wordChanges(sent[part] ?? '', now[part] ?? '')} />
            </>
          ))}
        </details>
      )}
    </Section>
  );
}
