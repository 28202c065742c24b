import sharp from 'sharp';
import { fileLimits } from './limits.ts';
import type { Box } from './covering.ts';
import type { ImageKind } from './kinds.ts';

/**
 * A process of its own that re-encodes one image and ends. Whatever a hostile image does to the decoder happens here, and the memory it
 * takes goes with it. Everything that is not picture is left behind: place, device, comments, previews, what was hung on at the end.
 */
export type ImageAnswer = 'done' | 'damaged' | 'pixels';

const [from, to, kind, boxes = '[]'] = process.argv.slice(2) as [string, string, ImageKind, string?];

const loaders = { jpeg: 'VipsForeignLoadJpegFile', png: 'VipsForeignLoadPngFile', webp: 'VipsForeignLoadWebpFile' } as const satisfies Record<ImageKind, string>;

async function reencode(): Promise<ImageAnswer> {
  sharp.concurrency(1);
  sharp.cache(false);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: [loaders[kind]] });
  const image = sharp(from, { limitInputPixels: false, failOn: 'error', sequentialRead: true });
  const { width, height } = await image.metadata();
  if (width * height > fileLimits.imagePixels) return 'pixels';
  await image
    .autoOrient() // the only thing that the stripped data said about the picture itself
    .resize({ width: fileLimits.imageEdge, height: fileLimits.imageEdge, fit: 'inside', withoutEnlargement: true })
    .composite((JSON.parse(boxes) as Box[]).map((box) => black(box, width, height))) // only of a picture that lies upright and is small enough already
    .toFormat(kind, kind === 'png' ? { compressionLevel: 9 } : { quality: 85 })
    .toFile(to);
  return 'done';
}

/** At least a pixel, and within the picture. */
function black(box: Box, width: number, height: number) {
  const [left, top] = [Math.floor(box.left * width), Math.floor(box.top * height)];
  const size = { width: Math.max(1, Math.min(width - left, Math.ceil(box.width * width))), height: Math.max(1, Math.min(height - top, Math.ceil(box.height * height))) };
  return { input: { create: { ...size, channels: 3 as const, background: '#000000' } }, left, top };
}

process.send!(await reencode().catch((): ImageAnswer => 'damaged'), undefined, {}, () => process.disconnect());
