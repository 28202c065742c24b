import { labels } from '#platform/ui/labels.ts';

/** Drawn only where the browser can record (`islands/voice-field.ts`); without a network a recording waits in the browser like a photograph. `name`: of the file input. */
export const Recording = ({ seconds, name, start, hint, refused }: { seconds: number; name: string; start: string; hint: string; refused: string }) => (
  <voice-field hidden data-seconds={String(seconds)} data-start={start} data-stop="停止录音，还剩" data-again="重新录" data-refused={refused}>
    <p class="form-label">录音<span class="mark-optional">{labels.optional}</span></p>
    <p class="hint">{hint}</p>
    <input type="file" name={name} accept="audio/*" hidden />
  </voice-field>
);
