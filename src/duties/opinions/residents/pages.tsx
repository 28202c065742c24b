import type { Child } from 'hono/jsx';
import type { Committee } from '#institutions/committees/record.ts';
import type { Member } from '#institutions/members/record.ts';
import { said } from '#platform/fields.ts';
import { FILES } from '#platform/files/taking-in.ts';
import { language, nameOf } from '#platform/languages/language.ts';
import { assetAddress } from '#platform/ui/assets.ts';
import { LongTextField, TextField } from '#platform/ui/fields.tsx';
import { Form, type FormState } from '#platform/ui/form.tsx';
import { addressWith, type Frame } from '#platform/ui/frame.ts';
import { PrivacyWords, PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { labels } from '#platform/ui/labels.ts';
import { MOST_PHOTOS, reportFields } from '#duties/opinions/residents/report.ts';
import type { Voice } from '#duties/opinions/residents/wording.tsx';

export interface Public {
  frame: Frame;
  /** `/r/<county>` */
  base: string;
}

/** Which township? For those who come without the poster's code. */
export const PlacesPage = ({ frame, base, places }: Public & { places: Committee[] }) => (
  <PublicPage frame={frame} title="我要反映" lead="请选您所在的乡镇（街道）。">
    <SheetCard>
      {places.length === 0 && <p>本县还没有设立联络委。急事请拨打政务热线12345。</p>}
      <ul class="choices">{places.map(({ id, place }) => <li><a class="btn" href={`${base}/${id}`}>{place}</a></li>)}</ul>
    </SheetCard>
    <p class="sheet-other"><a class="btn" href={`${base}/status`}>凭回执号查进展</a></p>
  </PublicPage>
);

interface ReportPageProps extends Public {
  at: Committee;
  form: FormState;
  voice: Voice;
  /** Whose code was scanned. */
  through?: Member;
  /** Somebody fills it in for somebody else. */
  helping: boolean;
}

/** Seconds of a recording, and the longest edge of a photo when it leaves the phone. */
const SECONDS = 60;
const EDGE = 1_600;

/** Three fields, no account. What happens to the words stands before the first of them. */
export const ReportPage = ({ frame, base, at, form, voice, through, helping }: ReportPageProps) => (
  <PublicPage
    frame={frame} lang={voice.lang} title={voice.text('title')} headline={voice.say('title')}
    lead={<><span lang={voice.lang && language}>{at.name}{through && ` · 由${through.name}委员转交`}</span> · {voice.say('lead')}</>}
  >
    <Languages frame={frame} voice={voice} />
    <SheetCard>
      <PrivacyWords>{voice.say('privacy')}</PrivacyWords>
      <report-form lang={voice.lang && language} data-status={`${base}/status`} data-worker={assetAddress('puzzle.js')} data-kept={voice.text('kept')} data-sending="正在发送……" data-sent="已发送，回执号 " data-remove="删除" data-full={labels.outboxFull}>
        <Form frame={frame} action={reportAddress(frame, `${base}/${at.id}`)} form={form} submit={voice.say('submit')} draft={`report/${at.id}`} files>
          <Questions form={form} voice={voice} helping={helping} />
          <Extras form={form} voice={voice} />
          <div class="honey" aria-hidden="true">
            <label>此栏请留空<input type="text" name="website" tabindex={-1} autocomplete="off" /></label>
          </div>
        </Form>
      </report-form>
    </SheetCard>
    {!helping && <p class="sheet-other"><a class="btn" href={addressWith(frame.here, { help: '1' })}>{voice.say('help')}</a></p>}
    <p class="sheet-other"><a class="btn" href={`${base}/status`}>{voice.say('status')}</a></p>
    <p class="sheet-under">{voice.say('urgent')}</p>
  </PublicPage>
);

/** What the codes and links said of the page goes along when it is sent. */
const reportAddress = ({ here }: Frame, path: string): string => addressWith({ ...here, path }, {});

/** 中文 · the county's other language: plain links, each in its own language. */
const Languages = ({ frame, voice: { lang, second } }: { frame: Frame; voice: Voice }): Child =>
  second && (
    <p class="languages">
      {lang ? <a href={addressWith(frame.here, { lang: undefined })} lang={language} hreflang={language}>{nameOf(language)}</a>
        : <a href={addressWith(frame.here, { lang: second.tag })} lang={second.tag} hreflang={second.tag}>{second.name}</a>}
    </p>
  );

const Questions = ({ form, voice, helping }: { form: FormState; voice: Voice; helping: boolean }) => (
  <>
    <LongTextField form={form} name="matter" label={voice.say('matter')} hint={voice.say('matter_hint')} required maxlength={said(reportFields.shape.matter).max} rows={4} />
    <TextField form={form} name="place" label={voice.say('place')} required maxlength={said(reportFields.shape.place).max} />
    <TextField form={form} name="phone" label={voice.say('phone')} hint={voice.say('phone_hint')} keyboard="tel" autocomplete="tel" short />
    {helping && <TextField form={form} name="proxy" label={voice.say('helper')} required maxlength={said(reportFields.shape.proxy).max} short autocomplete="name" />}
  </>
);

/** What may come along, never must: photos, and a voice where the browser can record. */
const Extras = ({ form, voice }: { form: FormState; voice: Voice }) => {
  const problem = form.problems[FILES];
  return (
    <details class="extras" open={Boolean(problem)}>
      <summary>{voice.say('photos')}、{voice.say('voice')}<span class="mark-optional">{labels.optional}</span></summary>
      <photo-field data-most={String(MOST_PHOTOS)} data-edge={String(EDGE)} data-too-many={`最多${MOST_PHOTOS}张，已取前${MOST_PHOTOS}张。`}>
        <label class="form-label" for="field-files">{voice.say('photos')}</label>
        <p class="hint">{voice.say('photos_hint')}</p>
        <input class="form-control" type="file" id="field-files" name={FILES} accept="image/*" multiple />
        {problem && <p class="problem">{problem}</p>}
      </photo-field>
      <voice-field hidden data-seconds={String(SECONDS)} data-start="开始录音" data-stop="停止录音，还剩" data-again="重新录" data-refused="没有打开麦克风。您可以写字，或请人代填。">
        <p class="form-label">{voice.say('voice')}</p>
        <p class="hint">{voice.say('voice_hint')}</p>
        <input type="file" name={FILES} accept="audio/*" hidden />
      </voice-field>
    </details>
  );
};
