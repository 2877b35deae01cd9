// Signing out takes away what this browser still keeps; where something was not sent yet, it asks first.
import { count, forget } from "./unsent.js";

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches('form[action$="/dang-xuat/"]') || form.dataset.cleared) return;
  event.preventDefault();
  try {
    const left = await count();
    const words = `Còn ${left} ô chưa gửi được, đang giữ trên máy này. Đăng xuất sẽ bỏ các ô đó. Vẫn đăng xuất?`;
    if (left && !window.confirm(words)) return;
    await forget();
  } catch {
    // No store in this browser: nothing is kept.
  }
  form.dataset.cleared = "yes";
  form.submit();
});
