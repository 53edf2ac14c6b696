declare module '@micropython/micropython-webassembly-pyscript' {
  interface MicroPython {
    runPython(code: string): unknown;
  }
  export function loadMicroPython(options: {
    url?: string;
    heapsize?: number;
    pystack?: number;
    stdout?: (line: string) => void;
    stderr?: (line: string) => void;
    stdin?: () => null;
  }): Promise<MicroPython>;
}
