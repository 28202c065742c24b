import type { Child } from 'hono/jsx';
import { CHINESE, language } from '#platform/languages/language.ts';
import { titleCapacity } from './measures.ts';
import { titleLines } from './title.ts';
import { attachmentLabel, attachmentNote, headingTexts, type Attachment, type Block, type OfficialPaper, type Run } from './model.ts';
import { BriefFoot, FormalFoot, FormalHead, LetterHead, lines, Masthead, MinutesFoot, MinutesHead } from './official-parts.tsx';

/**
 * An official paper on the screen: the same model as the Word file, with its links. The first heading is an <h2>: the page
 * around it has its own title.
 */
export function OfficialSheet({ paper }: { paper: OfficialPaper }) {
  const attachments = paper.attachments ?? [];
  return (
    <article lang={language === CHINESE ? undefined : CHINESE} class={paper.layout === 'wide' ? 'official official-wide' : 'official'} aria-label={paper.title}>
      {paper.layout === 'formal' && <FormalHead paper={paper} />}
      {paper.layout === 'letter' && <LetterHead paper={paper} />}
      {paper.layout === 'brief' && <Masthead paper={paper} />}
      {paper.layout === 'minutes' && <MinutesHead paper={paper} />}
      <Title text={paper.title} />
      {paper.layout === 'address' && paper.byline && <p class="official-byline">{paper.byline}</p>}
      {paper.layout === 'letter' && <p class="official-flush">{paper.copies.map(({ addressee }) => addressee).join('、')}：</p>}
      {paper.layout === 'formal' && paper.addressee && <p class="official-flush">{paper.addressee}：</p>}
      {paper.layout === 'brief' && paper.note && <p class="official-editor">编者按：{paper.note}</p>}
      {paper.layout === 'wide' && <p class="official-flush">{paper.about}</p>}
      <Blocks blocks={paper.blocks} />
      {paper.layout === 'wide' && <footer class="official-foot"><p>{paper.hands.map(([label, name]) => `${label}：${name || '　　　　'}`).join('　　')}</p></footer>}
      {paper.layout === 'brief' && <BriefFoot paper={paper} />}
      {attachments.length > 0 && (
        <ul class="official-note">
          {attachmentNote(attachments).map((note) => (
            <li>{note}</li>
          ))}
        </ul>
      )}
      {(paper.layout === 'formal' || paper.layout === 'letter') && <FormalFoot paper={paper} />}
      {paper.layout === 'minutes' && <MinutesFoot paper={paper} />}
      {attachments.map((attachment, place) => (
        <AttachmentPart attachment={attachment} label={attachmentLabel(attachments, place)} />
      ))}
    </article>
  );
}

/** The lines of the printed title; a screen too narrow for them breaks them further. */
function Title({ text }: { text: string }) {
  return (
    <h2 class="official-title">
      {titleLines(text, titleCapacity).map((line) => (
        <span class="official-title-line">{line}</span>
      ))}
    </h2>
  );
}

function AttachmentPart({ attachment, label }: { attachment: Attachment; label: string }) {
  return (
    <section class="official-attachment">
      <p class="official-label">{label}</p>
      <Title text={attachment.title} />
      <Blocks blocks={attachment.blocks} title={attachment.title} />
    </section>
  );
}

function Blocks({ blocks, title }: { blocks: readonly Block[]; title?: string }) {
  const texts = headingTexts(blocks);
  return blocks.map((block): Child => {
    if (block.kind === 'paragraph') return <p>{block.runs.map((run) => <RunPart run={run} />)}</p>;
    if (block.kind === 'table') {
      return (
        <div class="official-table" tabindex={0} role="group" aria-label={title}>
          <table>
            {!block.form && (
              <thead>
                <tr>
                  {block.columns.map((column) => (
                    <th scope="col">{column.label}</th>
                  ))}
                </tr>
              </thead>
            )}
            <tbody>
              {block.rows.map((row) => (
                <tr>
                  {block.columns.map((column, place) => (
                    block.form && place === 0 ? <th scope="row">{cell(row[place] ?? '')}</th> : <td class={`to-${column.align}`}>{cell(row[place] ?? '')}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    }
    const text = texts.get(block) ?? block.text;
    return block.level === 1 ? <h3>{text}</h3> : <h4>{text}</h4>;
  });
}

function RunPart({ run }: { run: Run }) {
  const words = run.strong ? <strong>{run.text}</strong> : run.text;
  const shown = run.doubtful ? <mark class="official-answered">{words}</mark> : words;
  return run.href ? (
    <a href={run.href} title={run.about}>
      {shown}
    </a>
  ) : (
    <>{shown}</>
  );
}

const cell = (content: string | Run): Child => (typeof content === 'string' ? lines(content) : <RunPart run={content} />);
