import QRCode from 'qrcode';

/** A QR code as SVG, drawn by the server; the address is always printed beside it by the caller. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const quiet = 4;
  const side = modules.size + quiet * 2;
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={darkRuns(modules.size, (row, column) => modules.get(row, column) === 1, quiet)} fill="#000" />
    </svg>
  );
}

/** Path of all dark squares, one piece per horizontal run. */
function darkRuns(size: number, dark: (row: number, column: number) => boolean, offset: number): string {
  const pieces: string[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!dark(row, column)) continue;
      const start = column;
      while (column < size && dark(row, column)) column++;
      pieces.push(`M${start + offset} ${row + offset}h${column - start}v1h-${column - start}z`);
    }
  }
  return pieces.join('');
}
