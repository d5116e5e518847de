/* A table of form controls (data-grid) worked as a spreadsheet. Without this it is a plain form; what cells mean, typed
   or pasted, is asked of the server at data-read-url, so that the two cannot differ. */
"use strict";

document.addEventListener("DOMContentLoaded", function () {
  var table = document.querySelector("table[data-grid]");
  if (!table || !window.matchMedia("(min-width: 40.0625em)").matches) return;
  var form = table.closest("form"), status = form.querySelector("[data-grid-status]");
  var rows = Array.from(table.tBodies[0].rows).map(function (row) { return Array.from(row.cells).slice(1); });
  var at = [0, 0], from = [0, 0], editing = null, undone = [], leaving = false, dragging = false, sent = false, pasting = 0, held = null, turn = 0, turns = {};

  function control(cell) { return cell.querySelector("input, textarea"); }
  function base(box) { return "base" in box.dataset ? box.dataset.base : box.defaultValue; }
  function differs(box) { return box.name && box.value.trim() !== base(box).trim(); }
  function boxes() { return rows.flat().map(control); }
  function cellAt(place) { return rows[place[0]][place[1]]; }
  function placeOf(cell) {
    var row = Array.from(table.tBodies[0].rows).indexOf(cell.parentNode);
    return [row, rows[row].indexOf(cell)];
  }
  function block() {
    return { top: Math.min(at[0], from[0]), left: Math.min(at[1], from[1]),
             bottom: Math.max(at[0], from[0]), right: Math.max(at[1], from[1]) };
  }
  function picked() {
    var b = block();
    return rows.slice(b.top, b.bottom + 1).map(function (row) { return row.slice(b.left, b.right + 1); });
  }

  /* --- what is shown */
  function tell(words) {
    var changed = boxes().filter(differs).length, wrong = table.querySelectorAll("[aria-invalid]").length;
    var said = [words];
    if (changed) said.push(changed + (changed === 1 ? " cell differs" : " cells differ") + ", not saved yet.");
    if (wrong) said.push(wrong + (wrong === 1 ? " cell" : " cells") + " cannot be read.");
    status.textContent = said.filter(Boolean).join(" ");
  }
  function mark(cell) {
    var box = control(cell);
    cell.classList.toggle("is-changed", Boolean(differs(box)));
    cell.dataset.v = box.value.trim().toLowerCase();
  }
  function showError(cell, words) {
    var box = control(cell), told = cell.querySelector(".ow-err__msg");
    if (told) told.remove();
    box.removeAttribute("aria-invalid");
    box.removeAttribute("aria-describedby");
    cell.removeAttribute("aria-describedby");
    if (!words) return;
    told = document.createElement("p");
    told.className = "ow-err__msg ow-small";
    told.id = box.id + "-e";
    told.textContent = words;
    cell.appendChild(told);
    box.setAttribute("aria-invalid", "true");
    [box, cell].forEach(function (each) { each.setAttribute("aria-describedby", told.id); });
  }
  function go(place, extend) {
    cellAt(at).tabIndex = -1;
    at = [Math.max(0, Math.min(rows.length - 1, place[0])), Math.max(0, Math.min(rows[0].length - 1, place[1]))];
    if (!extend) from = at;
    table.querySelectorAll("[aria-selected=true]").forEach(function (each) { each.setAttribute("aria-selected", "false"); });
    picked().flat().forEach(function (each) { each.setAttribute("aria-selected", "true"); });
    cellAt(at).tabIndex = 0;
    cellAt(at).focus();
  }

  /* --- editing one cell */
  function edit(cell, replace) {
    var box = control(cell);
    if (!box.name) return;
    editing = { cell: cell, before: box.value };
    cell.classList.add("is-edited");
    if (replace) box.value = "";
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }
  function stop(keep) {
    if (!editing) return;
    var cell = editing.cell, box = control(cell), before = editing.before;
    editing = null;
    cell.classList.remove("is-edited");
    if (!keep) box.value = before;
    else if (box.value !== before) put([[cell, box.value, before]]);
  }

  /* --- changing cells: [cell, words] of each; the server is asked what they mean */
  function put(changes) {
    changes = changes.filter(function (each) { return control(each[0]).name; });
    undone.push(changes.map(function (each) { return [each[0], each.length > 2 ? each[2] : control(each[0]).value]; }));
    write(changes);
    ask(changes.map(function (each) { return each[0]; }));
  }
  function write(changes) {
    turn += 1;
    changes.forEach(function (each) {
      var box = control(each[0]);
      box.value = each[1];
      turns[box.name] = turn;
      mark(each[0]);
    });
  }
  function ask(cells) {
    var asked = new FormData(), said = {};
    cells.forEach(function (cell) {
      var box = control(cell);
      asked.append(box.name, box.value);
      said[box.name] = box.value;
    });
    post(asked, function (answer) {
      /* A cell that says something else by now was changed while the server was asked, and its own answer is to come. */
      take(answer.cells.filter(function (each) {
        var box = document.getElementById(each.name);
        return box && box.value === said[each.name];
      }), false);
      tell("");
    }, function () { tell("The cells could not be checked just now; they are checked when you save."); });
  }
  function take(found, isNew) {
    var changes = [], errors = [];
    found.forEach(function (each) {
      var box = document.getElementById(each.name), cell = box && box.closest("td");
      if (!box || !box.name) return;
      if (isNew) changes.push([cell, box.value]);
      box.value = each.text;
      mark(cell);
      errors.push([cell, each.error]);
    });
    if (isNew) undone.push(changes);
    errors.forEach(function (each) { showError(each[0], each[1]); });
    return changes.length;
  }
  function post(asked, then, failed) {
    asked.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    fetch(form.dataset.readUrl, { method: "POST", body: asked, credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }).then(then, failed);
  }
  function fill() {
    var b = block();
    var first = b.top === b.bottom ? b.top - 1 : b.top;
    if (first < 0) return;
    var changes = [];
    for (var row = first + 1; row <= b.bottom; row += 1) {
      for (var column = b.left; column <= b.right; column += 1) changes.push([rows[row][column], control(rows[first][column]).value]);
    }
    put(changes);
  }
  function takeBack() {
    var last = undone.pop();
    if (!last) return;
    write(last);
    ask(last.map(function (each) { return each[0]; }));
  }
  function quoted(words) { return /["\t\n]/.test(words) ? '"' + words.replace(/"/g, '""') + '"' : words; }

  /* --- keys */
  var MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0] };
  function keyEditing(event) {
    var box = control(editing.cell);
    if (event.key === "Escape") { stop(false); go(at); }
    else if (event.key === "Enter" && !(event.altKey && box.tagName === "TEXTAREA")) { stop(true); go([at[0] + (event.shiftKey ? -1 : 1), at[1]]); }
    else if (event.key === "Enter") box.setRangeText("\n", box.selectionStart, box.selectionEnd, "end");
    else if (event.key === "Tab") { stop(true); tab(event); return; }
    else return;
    event.preventDefault();
  }
  function tab(event) {
    var next = at[0] * rows[0].length + at[1] + (event.shiftKey ? -1 : 1);
    if (leaving || next < 0 || next >= rows.length * rows[0].length) return;
    event.preventDefault();
    go([Math.floor(next / rows[0].length), next % rows[0].length]);
  }
  function keyMoving(event) {
    var whole = event.ctrlKey || event.metaKey, key = event.key, move = MOVES[key];
    if (key !== "Tab" && key !== "Shift") leaving = key === "Escape";
    if (key === "Tab") return tab(event);
    if (move && !event.altKey) go([at[0] + move[0] * (whole ? rows.length : 1), at[1] + move[1] * (whole ? rows[0].length : 1)], event.shiftKey);
    else if (key === "Home") go([whole ? 0 : at[0], 0], event.shiftKey);
    else if (key === "End") go([whole ? rows.length - 1 : at[0], rows[0].length - 1], event.shiftKey);
    else if (whole && key === "Enter") cellAt(at).parentNode.querySelector("a").click();
    else if (key === "F2" || key === "Enter") edit(cellAt(at), false);
    else if (key === "Delete" || key === "Backspace") put(picked().flat().map(function (cell) { return [cell, ""]; }));
    else if (whole && key.toLowerCase() === "d") fill();
    else if (whole && key.toLowerCase() === "z") takeBack();
    else if (whole && key.toLowerCase() === "a") { from = [0, 0]; go([rows.length - 1, rows[0].length - 1], true); }
    else if (key.length === 1 && !whole && !event.altKey) { edit(cellAt(at), true); return; }
    else return;
    event.preventDefault();
  }
  table.addEventListener("keydown", function (event) {
    if (editing) keyEditing(event);
    else if (event.target.closest("td")) keyMoving(event);
  });

  /* --- the clipboard */
  function inGrid() { return !editing && table.contains(document.activeElement) && document.activeElement.tagName === "TD"; }
  function copy(event) {
    if (!inGrid()) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", picked().map(function (row) {
      return row.map(function (cell) { return quoted(control(cell).value); }).join("\t");
    }).join("\n"));
    tell(picked().flat().length + " copied.");
    if (event.type === "cut") put(picked().flat().map(function (cell) { return [cell, ""]; }));
  }
  document.addEventListener("copy", copy);
  document.addEventListener("cut", copy);
  document.addEventListener("paste", function (event) {
    if (!inGrid()) return;
    event.preventDefault();
    var b = block(), asked = new FormData();
    asked.append("text", event.clipboardData.getData("text/plain"));
    asked.append("rows", rows.slice(b.top).map(function (row) { return row[0].parentNode.dataset.row; }).join(","));
    asked.append("columns", rows[0].slice(b.left).map(function (cell) { return cell.dataset.c; }).join(","));
    asked.append("height", b.bottom - b.top + 1);
    asked.append("width", b.right - b.left + 1);
    var mine = turn += 1;
    pasting += 1;
    post(asked, function (answer) {
      var count = take(answer.cells.filter(function (each) { return isNext(each.name, mine); }), true);
      tell(count + (count === 1 ? " cell pasted. " : " cells pasted. ") + answer.left);
      pasted(true);
    }, function () {
      pasted(false);
      tell("What you pasted could not be read just now, and nothing was saved. Paste it again.");
    });
  });

  /* What was typed or pasted into a cell while the server was asked came after, and stays. */
  function isNext(name, asked) {
    if ((editing && control(editing.cell).name === name) || turns[name] > asked) return false;
    turns[name] = asked;
    return true;
  }
  /* A save that was asked for while a paste was read waits for it, and does not go without it. */
  function pasted(arrived) {
    var button = held && held.button, wanted = Boolean(held);
    pasting -= 1;
    if (pasting && arrived) return;
    held = null;
    if (wanted && arrived) form.requestSubmit(button);
  }

  /* --- the mouse */
  table.addEventListener("mousedown", function (event) {
    var cell = event.target.closest("td");
    if (!cell || (editing && editing.cell === cell)) return;
    stop(true);
    event.preventDefault();
    dragging = true;
    go(placeOf(cell), event.shiftKey);
  });
  table.addEventListener("mouseover", function (event) {
    var cell = event.target.closest("td");
    if (cell && dragging && event.buttons === 1 && cell !== cellAt(at)) go(placeOf(cell), true);
  });
  document.addEventListener("mouseup", function () { dragging = false; });
  table.addEventListener("dblclick", function (event) {
    var cell = event.target.closest("td");
    if (cell && !editing) edit(cell, false);
  });
  /* A reader of the screen, or a script, moves the focus without a key of ours. */
  table.addEventListener("focusin", function (event) {
    if (event.target.tagName === "TD" && event.target !== cellAt(at)) go(placeOf(event.target), false);
  });
  table.addEventListener("focusout", function (event) {
    if (editing && !editing.cell.contains(event.relatedTarget)) stop(true);
  });

  /* --- sending: only what differs; leaving with changes asks first */
  form.addEventListener("submit", function (event) {
    stop(true);
    if (pasting) {
      event.preventDefault();
      held = { button: event.submitter };
      tell("Saved as soon as what was pasted is here.");
      return;
    }
    sent = true;
    if (event.submitter && event.submitter.name === "paste") return;
    var idle = boxes().filter(function (box) { return !differs(box); });
    idle.forEach(function (box) { box.disabled = true; });
    window.setTimeout(function () { sent = false; idle.forEach(function (box) { box.disabled = false; }); }, 2000);
  });
  window.addEventListener("beforeunload", function (event) {
    if (!sent && boxes().some(differs)) event.preventDefault();
  });

  /* --- from a table of controls to a grid */
  table.setAttribute("role", "grid");
  table.setAttribute("aria-multiselectable", "true");
  table.querySelectorAll("tr").forEach(function (row) { row.setAttribute("role", "row"); });
  table.querySelectorAll("thead th").forEach(function (head) { head.setAttribute("role", "columnheader"); });
  table.querySelectorAll("tbody th").forEach(function (head) { head.setAttribute("role", "rowheader"); });
  rows.flat().forEach(function (cell) {
    var box = control(cell);
    cell.setAttribute("role", "gridcell");
    cell.setAttribute("aria-selected", "false");
    if (!box.name) cell.setAttribute("aria-readonly", "true");
    if (box.hasAttribute("aria-describedby")) cell.setAttribute("aria-describedby", box.getAttribute("aria-describedby"));
    cell.tabIndex = box.tabIndex = -1;
    mark(cell);
  });
  table.querySelectorAll("a").forEach(function (link) { link.tabIndex = -1; });
  cellAt(at).tabIndex = 0;
  table.classList.add("is-live");
  form.querySelector("[data-grid-keys]").hidden = false;
  tell("");
});
