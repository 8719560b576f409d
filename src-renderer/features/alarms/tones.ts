// Two tones, made on the spot: no sound files. Browsers allow it only after the person has pressed something once.
let audio: AudioContext | null = null;

const TONES = [
  { hertz: 880, fromS: 0, forS: 0.16 },
  { hertz: 660, fromS: 0.2, forS: 0.26 },
];
const LOUDNESS = 0.18;

export function ringAlarm(): void {
  if (typeof AudioContext === 'undefined' || !navigator.userActivation.hasBeenActive) return;
  audio ??= new AudioContext();
  const context = audio;
  // A page in the background may have had its sound put to sleep; where waking fails, the screen still shows it.
  context.resume().then(
    () => TONES.forEach((tone) => play(context, tone)),
    () => {},
  );
}

function play(context: AudioContext, { hertz, fromS, forS }: (typeof TONES)[number]): void {
  const from = context.currentTime + fromS;
  const tone = new OscillatorNode(context, { type: 'triangle', frequency: hertz });
  const volume = new GainNode(context, { gain: 0 });
  // A short rise and fall: without them it clicks.
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
  volume.gain.linearRampToValueAtTime(0, from + forS);
  tone.connect(volume).connect(context.destination);
  tone.start(from);
  tone.stop(from + forS);
}
