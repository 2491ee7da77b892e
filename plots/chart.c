#include "plots/chart.h"

#include "plots/chart_data.h"
#include "plots/page.h"

ent_status ent_chart_lay_out(const ent_chart *chart, const ent_look *look,
                             const ent_measurer *measurer, ent_scene *scene,
                             ent_problems *problems) {
    const ent_chart_type *type = chart->type;
    const size_t before = problems->errors;
    type->check(chart->data, problems);
    if (problems->errors > before)
        return ENT_INVALID;
    ent_page *page = ent_arena_take(&scene->arena, 1, type->layout_size);
    ent_page_text texts = {0};
    *page = (ent_page){.scene = scene, .look = look, .measurer = measurer};
    scene->look = *look;
    type->set_texts(page, chart->data, &texts);
    if (texts.text->paths > 0)
        texts.description =
            ent_scene_format(scene, "%s Simulation, not a forecast.", texts.description);
    const ent_status status = ent_page_open(page, &texts, problems);
    if (status != ENT_OK)
        return status;
    if (type->place && !type->place(page))
        return ent_page_full(page, problems);
    type->draw(page);
    return ENT_OK;
}

ent_status ent_chart_save_csv(const ent_chart *chart, const char *path,
                              ent_problems *problems) {
    ent_outfile file;
    ent_status status = ent_outfile_open(&file, path, problems);
    if (status != ENT_OK)
        return status;
    chart->type->print_csv(chart->data, file.stream);
    return ent_outfile_close(&file, true, problems);
}
