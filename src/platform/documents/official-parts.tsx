/** Heads and feet of official papers on the screen. */
import { Fragment, type Child } from 'hono/jsx';
import { numberText, type BriefPaper, type FormalPaper, type LetterPaper, type MinutesPaper, type SecondHead } from './model.ts';
import { documentDate } from './text.ts';

export function Masthead({ paper }: { paper: BriefPaper }) {
  return (
    <header class="official-masthead">
      {paper.mark && <p class="official-mark">{paper.mark}</p>}
      <p class="official-head">{paper.masthead}</p>
      <p class="official-issue">{paper.issue}</p>
      <p class="official-line"><span>{paper.organ}编</span> <span>{documentDate(paper.date)}</span></p>
    </header>
  );
}

/** 发文机关标志, with the second language over it or to its right. */
function Mark({ text, second }: { text: string; second: SecondHead | undefined }) {
  const words = second && <p class="official-second">{second.text}</p>;
  return (
    <div class={second?.place === 'right' ? 'official-marks official-marks-beside' : 'official-marks'}>
      {second?.place === 'above' && words}
      <p class="official-head official-organ">{text}</p>
      {second?.place === 'right' && words}
    </div>
  );
}

export function FormalHead({ paper: { mark, second, copyNumber, urgency, number, signatories } }: { paper: FormalPaper }) {
  return (
    <header class="official-masthead">
      {copyNumber && <p class="official-corner">{copyNumber}</p>}
      {urgency && <p class="official-mark">{urgency}</p>}
      <Mark text={mark} second={second} />
      <p class={signatories?.length ? 'official-line' : 'official-line official-line-centred'}>
        <span>{number ? numberText(number) : '（文号）'}</span>
        {signatories?.length ? <span>签发人：{signatories.filter((name) => name.trim()).join('　') || '（待签）'}</span> : undefined}
      </p>
    </header>
  );
}

export function LetterHead({ paper: { mark, second, number, category, stage } }: { paper: LetterPaper }) {
  return (
    <header class="official-masthead">
      {(stage || category) && <p class="official-sides"><span>{stage}</span> <span>{category}</span></p>}
      <Mark text={mark} second={second} />
      <p class="official-line official-line-right"><span>{number ?? '（文号）'}</span></p>
    </header>
  );
}

/** 署名、日期、附注 and 版记. */
export function FormalFoot({ paper }: { paper: FormalPaper | LetterPaper }) {
  const copyTo = paper.layout === 'formal' ? paper.colophon?.copyTo ?? [] : paper.copyTo;
  const colophon = paper.layout === 'formal' ? paper.colophon : undefined;
  return (
    <>
      <p class="official-signature">{paper.organ}<br />{documentDate(paper.date)}</p>
      {paper.remark && <p>（{paper.remark}）</p>}
      {(copyTo.length > 0 || colophon) && (
        <footer class="official-foot">
          {copyTo.length > 0 && <p>抄送：{copyTo.join('，')}。</p>}
          {colophon && <p>{colophon.printedBy}　{documentDate(colophon.printedOn)}印发</p>}
        </footer>
      )}
    </>
  );
}

export function MinutesHead({ paper }: { paper: MinutesPaper }) {
  return (
    <header class="official-masthead">
      <Mark text={paper.mark} second={paper.second} />
      <p class="official-line"><span>{paper.organ}</span> <span>{documentDate(paper.date)}</span></p>
    </header>
  );
}

/** Who was there, and who signs. */
export function MinutesFoot({ paper }: { paper: MinutesPaper }) {
  return (
    <footer class="official-foot">
      {paper.attended.map(([label, names]) => <p><strong>{label}：</strong>{lines(names.join('\n'))}</p>)}
      <p>{paper.hands.map(([label, name]) => `${label}：${name}`).join('　')}</p>
    </footer>
  );
}

/** Who reflected it, and the 版记. */
export function BriefFoot({ paper }: { paper: BriefPaper }) {
  const sentTo = ([['报', paper.reportTo], ['送', paper.sendTo], ['发', paper.issueTo]] as const).filter(([, bodies]) => bodies);
  return (
    <>
      {paper.reflector && <p class="official-reflector">（{paper.reflector}反映）</p>}
      <footer class="official-foot">
        {sentTo.map(([word, bodies]) => <p>{word}：{bodies}</p>)}
        <p>{paper.hands.map(([label, name]) => `${label}：${name}`).join('　')}{paper.copies !== undefined && `　共印${paper.copies}份`}</p>
      </footer>
    </>
  );
}

/** A line break begins a new line. */
export const lines = (text: string): Child =>
  text.split('\n').map((line, place) => (
    <Fragment>
      {place > 0 && <br />}
      {line}
    </Fragment>
  ));
