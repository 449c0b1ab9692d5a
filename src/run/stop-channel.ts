import { BroadcastChannel } from 'node:worker_threads';

const channelName = 'kube-covenant-stop';

/** Tells the checks, on whatever thread they run, to stop: vitest's own way lets a test that has begun run to its end. */
export function sayStop(): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage('stop');
  channel.close();
}

/** Calls back once the run is told to stop. */
export function onStop(callback: () => void): { close(): void } {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = callback;
  channel.unref();
  return channel;
}
