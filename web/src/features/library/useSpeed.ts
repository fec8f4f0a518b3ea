import { useEffect, useRef, useState } from 'react';
import { sampled, speed, type Sample } from './uploadTotals';

/** Bytes per second, told once a second; null when unknown. */
export function useSpeed(sent: number, moving: boolean): number | null {
  const latest = useRef(sent);
  const [rate, setRate] = useState<number | null>(null);
  useEffect(() => {
    latest.current = sent;
  }, [sent]);
  useEffect(() => {
    if (!moving) return;
    let samples: Sample[] = [];
    const timer = setInterval(() => {
      samples = sampled(samples, { at: performance.now(), sent: latest.current });
      setRate(speed(samples));
    }, 1_000);
    return () => {
      clearInterval(timer);
      setRate(null);
    };
  }, [moving]);
  return rate;
}
