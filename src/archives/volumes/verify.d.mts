export interface VolumeFault {
  path: string;
  why: string;
}

export function verifyVolume(path: string, seal?: string): Promise<{ faults: VolumeFault[]; files: number; title: string; seal: string }>;
