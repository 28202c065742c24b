import { randomUUID } from 'node:crypto';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Lines, LinesOfAll, Totals } from '#assessment/schemes/preview-parts.tsx';
import { yearsToTry, type Scored } from '#assessment/schemes/reckoning.ts';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import type { Scheme } from '#assessment/schemes/scheme.ts';
import type { Source } from '#assessment/schemes/sources.ts';
import type { Complaint } from '#assessment/schemes/text.ts';
import { WordList } from '#assessment/schemes/word-list.tsx';
import { subjectWords } from '#assessment/schemes/words.ts';

/** What reading a text through came to. */
export interface Tried {
  scheme?: Scheme;
  complaints?: readonly Complaint[];
  /** Words that nothing is called. */
  warnings: readonly Complaint[];
  scored: readonly Scored[];
  year?: number;
  /** The year that somebody chose; else it is the last with records, and may be another for the next text. */
  asked?: number;
  /** Whose lines are shown. */
  chosen?: Scored;
}

interface EditorProps {
  frame: Frame;
  row: SchemeEdition;
  source: string;
  note: string;
  refused?: string;
  sources: readonly Source[];
  tried: Tried;
}

/** The text on the left, what reads it and all its words on the right, and below what it comes to. `<scheme-editor>` reads it again while it is being typed. */
export function EditorPage({ frame, row, source, note, refused, sources, tried }: EditorProps) {
  const at = `/assessment-schemes/${row.id}`;
  return (
    <Desk frame={frame} title="修改办法文本">
      <Head title="修改办法文本" lead={assessmentScheme.nameOf(row)} back={{ label: assessmentScheme.nameOf(row), href: at }} others={[{ label: '写法和算例', href: '/assessment-schemes/kinds' }]} />
      {refused && <Remark tone="warning">{refused}</Remark>}
      <scheme-editor>
        <form method="post" action={`${at}/text`} class="scheme-form" data-turbo="false" novalidate>
          <CsrfInput csrf={frame.csrf} />
          <input type="hidden" name="request_id" value={randomUUID()} />
          <input type="hidden" name="version" value={row.version} />
          <div class="scheme-desk">
            <div class="scheme-writing">
              <label class="form-label" for="field-source">办法文本</label>
              <textarea class="form-control scheme-text" id="field-source" name="source" rows={30} wrap="off" autocapitalize="off" autocomplete="off" maxlength={200_000}>{source}</textarea>
              <label class="form-label" for="field-note">说明（不是办法的内容）</label>
              <textarea class="form-control" id="field-note" name="note" rows={2} maxlength={1_000}>{note}</textarea>
              <div class="form-actions">
                <button type="submit" class="btn btn-primary">保存</button>
                <button type="submit" class="btn" name="act" value="try">试读</button>
                <a class="btn btn-quiet" href={at}>取消</a>
              </div>
            </div>
            <div class="scheme-beside">
              <div id="scheme-read" role="status" data-reading><ReadThrough tried={tried} /></div>
              <WordList sources={sources} />
            </div>
          </div>
          <div id="scheme-preview" data-reading><Preview tried={tried} at={at} /></div>
        </form>
      </scheme-editor>
    </Desk>
  );
}

function ReadThrough({ tried: { complaints = [], warnings, scheme } }: { tried: Tried }) {
  return (
    <>
      {complaints.length > 0 && <Spoken tone="warning" title={`有${complaints.length}处要改`} said={complaints} />}
      {scheme && <p class="scheme-well"><Icon name="tick" />读得通：{scheme.sections.length}个部分，{scheme.sections.reduce((sum, { indicators }) => sum + indicators.length, 0)}项。</p>}
      {warnings.length > 0 && <Spoken tone="info" title={`有${warnings.length}处请核对`} said={warnings} />}
    </>
  );
}

const Spoken = ({ tone, title, said }: { tone: 'warning' | 'info'; title: string; said: readonly Complaint[] }) => (
  <div class={`notice notice-${tone} scheme-said`}>
    <div>
      <p>{title}</p>
      <ul>{said.map(({ line, sentence }) => <li><a href="#field-source" data-line={line} data-turbo="false">第{line}行</a>：{sentence}</li>)}</ul>
    </div>
  </div>
);

function Preview({ tried: { scheme, scored, year, asked, chosen }, at }: { tried: Tried; at: string }) {
  if (!scheme) return <p class="quiet">文本读得通以后，这里用一年的记录试算。</p>;
  const waiting = scheme.sections.flatMap(({ indicators }) => indicators).filter(({ judged, voted, outside }) => judged ?? voted ?? outside).length;
  return (
    <>
      <div class="scheme-try">
        <label class="form-label" for="field-year">用哪一年的记录试</label>
        <select class="form-select" id="field-year" name="year"><option value="">去年，没有记录就用今年</option>{yearsToTry().toSorted().map((one) => <option value={one} selected={one === asked}>{one}年</option>)}</select>
        <label class="form-label" for="field-of">看哪一个{subjectWords[scheme.subject]}的各项</label>
        <select class="form-select" id="field-of" name="of">{!chosen && <option value="">请选择</option>}{scored.map(({ id, name }) => <option value={id} selected={id === chosen?.id}>{name}</option>)}</select>
      </div>
      <p>用{year}年的记录试算。</p>
      {waiting > 0 && <p class="quiet">评定、测评和外来成绩有{waiting}项，试算时还没有，都按0分。</p>}
      {scored.length === 0 && <p>这一年没有可以考核的{subjectWords[scheme.subject]}。</p>}
      {scored.length > 0 && <Totals scheme={scheme} scored={scored} />}
      {chosen && year && <Lines one={chosen} at={at} year={year} />}
      {scored.length > 0 && <LinesOfAll scored={scored} />}
    </>
  );
}
