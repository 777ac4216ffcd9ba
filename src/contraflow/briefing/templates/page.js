"use strict";
(() => {
  const get = (id) => document.getElementById(id);

  // A link into closed details opens them; browsers that do it themselves lose nothing.
  const reveal = () => {
    const target = get(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    let opened = false;
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS" && !node.open) { node.open = true; opened = true; }
    }
    if (opened) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  get("print").addEventListener("click", () => window.print());

  const voice = window.speechSynthesis;
  const [listen, pause, stop, status] = ["listen", "pause", "stop", "voice"].map(get);
  if (!voice || typeof window.SpeechSynthesisUtterance !== "function") {
    listen.disabled = true;
    status.textContent = "Listening is not possible here: this browser has no speech synthesis.";
    return;
  }
  const lines = JSON.parse(get("spoken").textContent);
  let run = 0;
  const show = (speaking) => {
    listen.hidden = speaking;
    pause.hidden = stop.hidden = !speaking;
    pause.textContent = "Pause";
  };
  const finish = (words) => {
    const focused = document.activeElement === stop || document.activeElement === pause;
    show(false);
    if (focused) listen.focus();
    status.textContent = words;
  };
  // One utterance a line: long ones are cut off by some voices.
  const speak = (n, mine) => {
    if (mine !== run) return;
    if (n === lines.length) { finish("Finished reading."); return; }
    const utterance = new window.SpeechSynthesisUtterance(lines[n]);
    utterance.lang = "en";
    utterance.onend = () => speak(n + 1, mine);
    utterance.onerror = (event) => {
      if (mine !== run || event.error === "canceled" || event.error === "interrupted") return;
      run += 1;
      finish("The browser's voice gave up: " + event.error + ".");
    };
    status.textContent = "Reading part " + (n + 1) + " of " + lines.length + ".";
    voice.speak(utterance);
  };
  listen.addEventListener("click", () => {
    voice.cancel();
    run += 1;
    show(true);
    pause.focus();
    speak(0, run);
  });
  pause.addEventListener("click", () => {
    if (pause.textContent === "Pause") {
      voice.pause();
      pause.textContent = "Go on";
      status.textContent = "Paused.";
    } else {
      voice.resume();
      pause.textContent = "Pause";
      status.textContent = "Reading.";
    }
  });
  stop.addEventListener("click", () => {
    run += 1;
    voice.resume();
    voice.cancel();
    finish("Stopped.");
  });
  addEventListener("pagehide", () => voice.cancel());
})();
